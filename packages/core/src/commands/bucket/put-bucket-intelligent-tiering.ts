import { oneOf, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { tieringTransition } from '../shapes/tiering-transition.js'

const operation = defineOperation({
  name: 'PutBucketIntelligentTiering',
  route: 'PUT /{bucket}?intelligenttiering',
  input: xmlBody('IntelligentTieringConfiguration', {
    status: oneOf('Enabled'),
    transition: tieringTransition,
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['MalformedXML', 'InvalidArgument']),
})
export interface PutBucketIntelligentTieringInput extends InputOf<typeof operation> {}
export interface PutBucketIntelligentTieringOutput extends OutputOf<typeof operation> {}
/** Has objects of the class `INTELLIGENT_TIERING` moved to the infrequent tier when nobody reads them (PUT Bucket intelligenttiering). It can be neither changed nor undone. */
export class PutBucketIntelligentTieringCommand extends command(operation)<
  PutBucketIntelligentTieringInput,
  PutBucketIntelligentTieringOutput
> {}
