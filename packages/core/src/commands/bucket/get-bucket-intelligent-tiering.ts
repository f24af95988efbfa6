import { oneOf, optional, unknownElements } from '@cos/xml'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { tieringTransition } from '../shapes/tiering-transition.js'

const operation = defineOperation({
  name: 'GetBucketIntelligentTiering',
  route: 'GET /{bucket}?intelligenttiering',
  input: {},
  output: xml('IntelligentTieringConfiguration', {
    /** `Suspended`, or absent, when it was never enabled. */
    status: optional(oneOf('Enabled', 'Suspended')),
    transition: optional(tieringTransition),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
})
export interface GetBucketIntelligentTieringInput extends InputOf<typeof operation> {}
export interface GetBucketIntelligentTieringOutput extends OutputOf<typeof operation> {}
/** Tells when objects count as rarely used (GET Bucket intelligenttiering). */
export class GetBucketIntelligentTieringCommand extends command(operation)<
  GetBucketIntelligentTieringInput,
  GetBucketIntelligentTieringOutput
> {}
