import { afterPrefix, fromKeyBytes, type KeyBytes, toKeyBytes } from './key-bytes.js'
import type { UploadPosition, UploadRow, VersionHead } from './ledger.js'
import { type EntrySource, keyAfterMarker, type RollUpPage, type RollUpQuery, rollUp } from './roll-up.js'
import type { ListQuery, ListUploadsQuery, ListVersionsQuery, Store } from './store.js'
import { type StoreContext, toObjectRecord, toUploadRecord } from './store-context.js'
import { parseVersionId } from './version-id.js'
import { type VersionPlace, versionSource } from './version-source.js'
import { findVersion } from './versions.js'

/** Gives the part of a store that lists objects, versions and uploads. */
export function listingOperations(context: StoreContext): Pick<Store, 'listObjects' | 'listVersions' | 'listUploads'> {
  return {
    async listObjects(query) {
      const bucket = context.ledger.bucket(query.bucket)?.id
      if (bucket === undefined) return { objects: [], commonPrefixes: [], isTruncated: false }
      const bounds = boundsOf(query)
      const source = newestSource(context, bucket, afterPrefix(bounds.prefix))
      const page = await rollUp(source, keyAfterMarker(toKeyBytes(query.marker ?? ''), bounds), bounds)
      const objects = page.entries.map((head) => toObjectRecord(query.bucket, head, true))
      return { objects, ...commonPrefixes(page), ...(page.isTruncated && { nextMarker: lastKey(page, (head) => head.key) }) }
    },

    async listVersions(query) {
      const bucket = context.ledger.bucket(query.bucket)?.id
      if (bucket === undefined) return { versions: [], commonPrefixes: [], isTruncated: false }
      const bounds = boundsOf(query)
      const source = versionSource(context.ledger, bucket, afterPrefix(bounds.prefix))
      const page = await rollUp(source, versionStart(context, query, bounds), bounds)
      const versions = page.entries.map(({ head, isLatest }) => toObjectRecord(query.bucket, head, isLatest))
      if (!page.isTruncated) return { versions, ...commonPrefixes(page) }
      const nextKeyMarker = lastKey(page, ({ head }) => head.key)
      const nextVersionIdMarker = page.last && 'entry' in page.last ? versions.at(-1)?.versionId : ''
      return { versions, ...commonPrefixes(page), nextKeyMarker, nextVersionIdMarker }
    },

    async listUploads(query) {
      const bucket = context.ledger.bucket(query.bucket)?.id
      if (bucket === undefined) return { uploads: [], commonPrefixes: [], isTruncated: false }
      const bounds = boundsOf(query)
      const source = uploadSource(context, bucket, afterPrefix(bounds.prefix))
      const page = await rollUp(source, uploadStart(query, bounds), bounds)
      const uploads = page.entries.map((row) => toUploadRecord(query.bucket, row))
      if (!page.isTruncated) return { uploads, ...commonPrefixes(page) }
      const nextUploadIdMarker = page.last && 'entry' in page.last ? page.last.entry.uploadId : ''
      return { uploads, ...commonPrefixes(page), nextKeyMarker: lastKey(page, (row) => row.key), nextUploadIdMarker }
    },
  }
}

function boundsOf({ prefix = '', delimiter = '', limit }: ListQuery): RollUpQuery {
  return { prefix: toKeyBytes(prefix), delimiter: toKeyBytes(delimiter), limit }
}

function commonPrefixes(page: RollUpPage<unknown>) {
  return { commonPrefixes: page.groups.map(fromKeyBytes), isTruncated: page.isTruncated }
}

function lastKey<Entry>({ last }: RollUpPage<Entry>, keyOf: (entry: Entry) => KeyBytes): string | undefined {
  return last && fromKeyBytes('entry' in last ? keyOf(last.entry) : last.group)
}

function newestSource({ ledger }: StoreContext, bucket: number, end: KeyBytes | undefined): EntrySource<VersionHead, KeyBytes> {
  return {
    read: (from, limit) => ledger.scanNewest(bucket, from, end, limit),
    after: (head) => `${head.key}\0`,
    at: (key) => key,
    keyOf: (head) => head.key,
    isShown: (head) => head.kind !== 'marker',
  }
}

function versionStart(context: StoreContext, query: ListVersionsQuery, bounds: RollUpQuery): VersionPlace {
  const { bucket, keyMarker = '', versionIdMarker = '' } = query
  const marker = toKeyBytes(keyMarker)
  const isInside = keyMarker !== '' && versionIdMarker !== '' && marker.startsWith(bounds.prefix)
  const micros = isInside ? microsOf(context, bucket, keyMarker, versionIdMarker) : undefined
  return micros === undefined ? { key: keyAfterMarker(marker, bounds) } : { key: marker, micros }
}

function microsOf(context: StoreContext, bucket: string, key: string, versionId: string): number | undefined {
  if (versionId !== 'null') return parseVersionId(versionId)
  return findVersion(context, { bucket, key, versionId }, 'blobs')?.row.micros
}

function uploadStart({ keyMarker = '', uploadIdMarker = '' }: ListUploadsQuery, bounds: RollUpQuery): UploadPosition {
  const marker = toKeyBytes(keyMarker)
  if (keyMarker !== '' && uploadIdMarker !== '' && marker.startsWith(bounds.prefix)) return { key: marker, uploadId: uploadIdMarker }
  return { key: keyAfterMarker(marker, bounds), uploadId: '' }
}

function uploadSource({ ledger }: StoreContext, bucket: number, end: KeyBytes | undefined): EntrySource<UploadRow, UploadPosition> {
  return {
    read: (after, limit) => ledger.scanUploads(bucket, after, end, limit),
    after: ({ key, uploadId }) => ({ key, uploadId }),
    // No upload has an empty id, so the place after it is before the first upload of the key.
    at: (key) => ({ key, uploadId: '' }),
    keyOf: (row) => row.key,
    isShown: () => true,
  }
}
