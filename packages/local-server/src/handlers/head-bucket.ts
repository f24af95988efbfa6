import type { HeadBucketInput, HeadBucketOutput } from '@cos/core'
import type { Handler } from './handler.js'

/** Tells that a bucket is there, and its region. */
export const headBucket: Handler<HeadBucketInput, HeadBucketOutput> = async ({ bucket }) => ({ output: { region: bucket.region } })
