import type { ListObjectsOutput } from '@cos/core'
import { readAttributes } from './object-attributes.js'
import { ownerOfBucket } from './owners.js'
import type { ObjectRecord } from './store/records.js'
import { tierOf } from './tiering/tier-of.js'

/** An object as listings show it. */
export type ListedObject = ListObjectsOutput['contents'][number]

const greatestPage = 1000

/** The size of a page: what was asked for, cut to what COS gives. */
export function pageSizeOf(asked: number | undefined): number {
  return Math.min(asked ?? greatestPage, greatestPage)
}

/** What listings tell of an object. */
export function listedObject(record: ObjectRecord, nowMs: number): ListedObject {
  const { bucket, key, modifiedAtMs, etag, sizeBytes, attributes } = record
  return {
    key,
    lastModified: new Date(modifiedAtMs),
    etag: `"${etag}"`,
    size: sizeBytes,
    owner: ownerOfBucket(bucket),
    storageClass: readAttributes(attributes).storageClass ?? 'STANDARD',
    storageTier: tierOf(record, nowMs),
  }
}
