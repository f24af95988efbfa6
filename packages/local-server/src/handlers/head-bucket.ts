import type { HeadBucketInput, HeadBucketOutput } from '@cos/core'
import type { Handler } from './handler.js'

/** Tells that a bucket is there, and its region. */
export const headBucket: Handler<HeadBucketInput, HeadBucketOutput> = async ({ bucket }) => {
  const { azType, architecture } = bucket.attributes as Pick<HeadBucketOutput, 'azType' | 'architecture'>
  return { output: { region: bucket.region, azType, architecture } }
}
