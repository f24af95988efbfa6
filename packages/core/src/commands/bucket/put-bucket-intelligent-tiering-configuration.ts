import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { queryAndElement, xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { tieringRule } from '../shapes/tiering-rule.js'

const operation = defineOperation({
  name: 'PutBucketIntelligentTieringConfiguration',
  route: 'PUT /{bucket}?intelligent-tiering',
  input: xmlBody('IntelligentTieringConfiguration', {
    /** Tells the rule from others; `default` is the one for the whole bucket. */
    id: queryAndElement('id', 'Id'),
    ...tieringRule,
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['MalformedXML', 'InvalidArgument']),
})
export interface PutBucketIntelligentTieringConfigurationInput extends InputOf<typeof operation> {}
export interface PutBucketIntelligentTieringConfigurationOutput extends OutputOf<typeof operation> {}
/** Says when which objects move to which tier (PUT Bucket intelligent-tiering). A bucket can have several such rules. */
export class PutBucketIntelligentTieringConfigurationCommand extends command(operation)<
  PutBucketIntelligentTieringConfigurationInput,
  PutBucketIntelligentTieringConfigurationOutput
> {}
