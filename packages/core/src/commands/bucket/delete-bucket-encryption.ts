import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketEncryption',
  route: 'DELETE /{bucket}?encryption',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteBucketEncryptionInput extends InputOf<typeof operation> {}
export interface DeleteBucketEncryptionOutput extends OutputOf<typeof operation> {}
/** Ends the encryption by default of a bucket (DELETE Bucket encryption). What is encrypted stays so. */
export class DeleteBucketEncryptionCommand extends command(operation)<DeleteBucketEncryptionInput, DeleteBucketEncryptionOutput> {}
