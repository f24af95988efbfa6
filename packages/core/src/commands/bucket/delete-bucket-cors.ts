import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketCors',
  route: 'DELETE /{bucket}?cors',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteBucketCorsInput extends InputOf<typeof operation> {}
export interface DeleteBucketCorsOutput extends OutputOf<typeof operation> {}
/** Lets pages of no other origin use a bucket any more (DELETE Bucket cors). */
export class DeleteBucketCorsCommand extends command(operation)<DeleteBucketCorsInput, DeleteBucketCorsOutput> {}
