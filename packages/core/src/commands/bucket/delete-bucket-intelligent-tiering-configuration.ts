import { namedQuery } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketIntelligentTieringConfiguration',
  route: 'DELETE /{bucket}?intelligent-tiering',
  input: {
    /** Which rule. */
    id: namedQuery(),
  },
  output: {},
  status: 204,
})
export interface DeleteBucketIntelligentTieringConfigurationInput extends InputOf<typeof operation> {}
export interface DeleteBucketIntelligentTieringConfigurationOutput extends OutputOf<typeof operation> {}
/** Deletes one rule of a bucket about tiers (DELETE Bucket intelligent-tiering). */
export class DeleteBucketIntelligentTieringConfigurationCommand extends command(operation)<
  DeleteBucketIntelligentTieringConfigurationInput,
  DeleteBucketIntelligentTieringConfigurationOutput
> {}
