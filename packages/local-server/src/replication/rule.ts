import type { GetBucketReplicationOutput } from '@cos/core'

/** A rule of a bucket's replication. */
export type ReplicationRule = GetBucketReplicationOutput['rules'][number]
