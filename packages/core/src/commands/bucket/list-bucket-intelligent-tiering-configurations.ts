import { element, list, string, struct, unknownElements } from '@cos/xml'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { tieringRule } from '../shapes/tiering-rule.js'

const operation = defineOperation({
  name: 'ListBucketIntelligentTieringConfigurations',
  route: 'GET /{bucket}?intelligent-tiering',
  input: {},
  output: xml('ListBucketIntelligentTieringConfigurationsOutput', {
    configurations: element('IntelligentTieringConfiguration', list(struct({ id: string, ...tieringRule }))),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
})
export interface ListBucketIntelligentTieringConfigurationsInput extends InputOf<typeof operation> {}
export interface ListBucketIntelligentTieringConfigurationsOutput extends OutputOf<typeof operation> {}
/** Lists all rules of a bucket about tiers (GET Bucket intelligent-tiering without an id). */
export class ListBucketIntelligentTieringConfigurationsCommand extends command(operation)<
  ListBucketIntelligentTieringConfigurationsInput,
  ListBucketIntelligentTieringConfigurationsOutput
> {}
