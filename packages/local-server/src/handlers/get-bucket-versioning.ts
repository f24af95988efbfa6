import type { GetBucketVersioningInput, GetBucketVersioningOutput } from '@cos/core'
import { versioningOf } from '../versioning.js'
import type { Handler } from './handler.js'

const statuses = { never: undefined, enabled: 'Enabled', suspended: 'Suspended' } as const

/** Tells whether a bucket keeps versions. */
export const getBucketVersioning: Handler<GetBucketVersioningInput, GetBucketVersioningOutput> = async ({ bucket }) => ({
  output: { status: statuses[versioningOf(bucket)] },
})
