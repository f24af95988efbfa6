import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketLifecycle',
  route: 'DELETE /{bucket}?lifecycle',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteBucketLifecycleInput extends InputOf<typeof operation> {}
export interface DeleteBucketLifecycleOutput extends OutputOf<typeof operation> {}
/** Deletes the lifecycle rules of a bucket (DELETE Bucket lifecycle). Succeeds as well when there are none. */
export class DeleteBucketLifecycleCommand extends command(operation)<DeleteBucketLifecycleInput, DeleteBucketLifecycleOutput> {}
