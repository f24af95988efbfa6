import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketReplication',
  route: 'DELETE /{bucket}?replication',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteBucketReplicationInput extends InputOf<typeof operation> {}
export interface DeleteBucketReplicationOutput extends OutputOf<typeof operation> {}
/** Ends the replication of a bucket (DELETE Bucket replication). Copies that were made stay. Succeeds as well when there is none. */
export class DeleteBucketReplicationCommand extends command(operation)<DeleteBucketReplicationInput, DeleteBucketReplicationOutput> {}
