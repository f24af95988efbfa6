import { documented } from '#documented'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucket',
  route: 'DELETE /{bucket}',
  input: {},
  output: {},
  status: 204,
  errors: documented(['BucketNotEmpty']),
})
export interface DeleteBucketInput extends InputOf<typeof operation> {}
export interface DeleteBucketOutput extends OutputOf<typeof operation> {}
/** Deletes a bucket (DELETE Bucket). It must be empty: objects, versions, delete markers and unfinished uploads count. */
export class DeleteBucketCommand extends command(operation)<DeleteBucketInput, DeleteBucketOutput> {}
