import { string } from '@cos/xml'
import { namedQuery, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { tieringRule } from '../shapes/tiering-rule.js'

const operation = defineOperation({
  name: 'GetBucketIntelligentTieringConfiguration',
  route: 'GET /{bucket}?intelligent-tiering',
  input: {
    /** Which rule. */
    id: namedQuery(),
  },
  output: xml('IntelligentTieringConfiguration', { id: string, ...tieringRule }),
})
export interface GetBucketIntelligentTieringConfigurationInput extends InputOf<typeof operation> {}
export interface GetBucketIntelligentTieringConfigurationOutput extends OutputOf<typeof operation> {}
/** Reads one rule of a bucket about tiers (GET Bucket intelligent-tiering). Fails with a 404 when there is none of that id. */
export class GetBucketIntelligentTieringConfigurationCommand extends command(operation)<
  GetBucketIntelligentTieringConfigurationInput,
  GetBucketIntelligentTieringConfigurationOutput
> {}
