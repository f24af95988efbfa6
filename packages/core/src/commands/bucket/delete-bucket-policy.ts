import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketPolicy',
  route: 'DELETE /{bucket}?policy',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteBucketPolicyInput extends InputOf<typeof operation> {}
export interface DeleteBucketPolicyOutput extends OutputOf<typeof operation> {}
/** Deletes the policy of a bucket (DELETE Bucket policy). Succeeds too when there is none. */
export class DeleteBucketPolicyCommand extends command(operation)<DeleteBucketPolicyInput, DeleteBucketPolicyOutput> {}
