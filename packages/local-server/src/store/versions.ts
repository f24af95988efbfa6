import { toKeyBytes } from './key-bytes.js'
import type { Include, VersionRow } from './ledger.js'
import type { ObjectAddress, Versioning } from './store.js'
import type { Change, StoreContext } from './store-context.js'
import { parseVersionId } from './version-id.js'

/** A version that was looked for and found. */
export interface FoundVersion {
  readonly row: VersionRow
  readonly isLatest: boolean
  /** Number of the bucket. */
  readonly bucket: number
}

/** Finds the version an address names; a delete marker is a version too. */
export function findVersion({ ledger }: StoreContext, address: ObjectAddress, include: Include): FoundVersion | undefined {
  const bucket = ledger.bucket(address.bucket)?.id
  if (bucket === undefined) return undefined
  const key = toKeyBytes(address.key)
  const newest = ledger.newest(bucket, key, include)
  if (newest === undefined) return undefined
  if (address.versionId === undefined) return { row: newest, isLatest: true, bucket }
  const micros = address.versionId === 'null' ? 'null' : parseVersionId(address.versionId)
  if (micros === undefined) return undefined
  if (micros === 'null' ? newest.isNull : newest.micros === micros && !newest.isNull) return { row: newest, isLatest: true, bucket }
  const row = ledger.older(bucket, key, micros, include)
  return row && (micros === 'null' || !row.isNull) ? { row, isLatest: false, bucket } : undefined
}

/**
 * Puts a new version on top of a key. With versioning enabled, all others stay; else it becomes the `null` version and takes
 * the place of the one there is.
 */
export function placeVersion(
  { ledger, now }: StoreContext,
  change: Change,
  bucket: number,
  version: Omit<VersionRow, 'micros' | 'isNull' | 'modifiedAtMs'> & { readonly versioning: Versioning },
): VersionRow {
  const { versioning, ...content } = version
  const newest = ledger.newest(bucket, content.key, 'blobs')
  const isNull = versioning !== 'enabled'
  const modifiedAtMs = now()
  const micros = Math.max(modifiedAtMs * 1000, newest === undefined ? 0 : newest.micros + 1)
  if (newest !== undefined) {
    if (isNull && newest.isNull) change.free(newest.segments)
    else {
      const replaced = isNull ? ledger.older(bucket, content.key, 'null', 'blobs') : undefined
      if (replaced !== undefined) {
        change.free(replaced.segments)
        ledger.removeOlder(bucket, content.key, replaced.micros)
      }
      ledger.demoteNewest(bucket, content.key)
    }
  }
  const row = { ...content, micros, isNull, modifiedAtMs }
  ledger.putNewest(bucket, row)
  return row
}
