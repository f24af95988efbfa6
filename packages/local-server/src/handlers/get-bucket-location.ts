import type { GetBucketLocationInput, GetBucketLocationOutput } from '@cos/core'
import type { Handler } from './handler.js'

/** Tells the region of a bucket. */
export const getBucketLocation: Handler<GetBucketLocationInput, GetBucketLocationOutput> = async ({ bucket }) => ({
  output: { location: bucket.region },
})
