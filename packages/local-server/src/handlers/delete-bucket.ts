import type { DeleteBucketInput, DeleteBucketOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Handler } from './handler.js'

/** Deletes an empty bucket. */
export const deleteBucket: Handler<DeleteBucketInput, DeleteBucketOutput> = async ({ bucket, store, configurations }) => {
  const outcome = await store.deleteBucket(bucket.name)
  configurations.forget(bucket.name)
  if (outcome === 'deleted') return { output: {} }
  throw new Fault(outcome === 'not-empty' ? 'BucketNotEmpty' : 'NoSuchBucket')
}
