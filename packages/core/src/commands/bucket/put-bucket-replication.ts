import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { replicationConfiguration } from '../shapes/replication-configuration.js'

const operation = defineOperation({
  name: 'PutBucketReplication',
  route: 'PUT /{bucket}?replication',
  input: xmlBody('ReplicationConfiguration', replicationConfiguration),
  output: {},
  digest: contentMd5,
  errors: documented([
    'BucketVersionNotOpen',
    'InvalidArgument',
    'InvalidRegionName',
    'MalformedXML',
    'NoSuchBucket',
    'UserNotSourceBucketOwner',
    'UserNotTargetBucketOwner',
  ]),
})
export interface PutBucketReplicationInput extends InputOf<typeof operation> {}
export interface PutBucketReplicationOutput extends OutputOf<typeof operation> {}
/**
 * Has objects that are written from now on copied to another bucket (PUT Bucket replication). Replaces all rules there were. Both
 * buckets must have versioning enabled, or it fails with `BucketVersionNotOpen`.
 */
export class PutBucketReplicationCommand extends command(operation)<PutBucketReplicationInput, PutBucketReplicationOutput> {}
