import { oneOf } from '@cos/xml'

/** Access control lists of objects that have a name; `default` is that of the bucket. */
export const cannedObjectAcl = oneOf(
  'default',
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
)
