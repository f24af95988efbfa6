import { documented } from '#documented'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { replicationConfiguration } from '../shapes/replication-configuration.js'

const operation = defineOperation({
  name: 'GetBucketReplication',
  route: 'GET /{bucket}?replication',
  input: {},
  output: xml('ReplicationConfiguration', replicationConfiguration),
  errors: documented(['ReplicationConfigurationNotFoundError']),
})
export interface GetBucketReplicationInput extends InputOf<typeof operation> {}
export interface GetBucketReplicationOutput extends OutputOf<typeof operation> {}
/** Reads the replication rules of a bucket (GET Bucket replication). Fails with `ReplicationConfigurationNotFoundError` when there are none. */
export class GetBucketReplicationCommand extends command(operation)<GetBucketReplicationInput, GetBucketReplicationOutput> {}
