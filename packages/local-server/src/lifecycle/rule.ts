import type { GetBucketLifecycleOutput } from '@cos/core'

/** A rule of a bucket's lifecycle. */
export type LifecycleRule = GetBucketLifecycleOutput['rules'][number]
/** A class a rule moves objects to. */
export type LifecycleStorageClass = NonNullable<LifecycleRule['transitions']>[number]['storageClass']
