import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketTagging',
  route: 'DELETE /{bucket}?tagging',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteBucketTaggingInput extends InputOf<typeof operation> {}
export interface DeleteBucketTaggingOutput extends OutputOf<typeof operation> {}
/** Deletes all tags of a bucket (DELETE Bucket tagging). */
export class DeleteBucketTaggingCommand extends command(operation)<DeleteBucketTaggingInput, DeleteBucketTaggingOutput> {}
