import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketOrigin',
  route: 'DELETE /{bucket}?origin',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteBucketOriginInput extends InputOf<typeof operation> {}
export interface DeleteBucketOriginOutput extends OutputOf<typeof operation> {}
/** Ends fetching objects from elsewhere (DELETE Bucket origin). What was stored stays. */
export class DeleteBucketOriginCommand extends command(operation)<DeleteBucketOriginInput, DeleteBucketOriginOutput> {}
