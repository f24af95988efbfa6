import { oneOf } from '@cos/xml'

/** Access control lists of buckets that have a name. */
export const cannedBucketAcl = oneOf('private', 'public-read', 'public-read-write', 'authenticated-read')
