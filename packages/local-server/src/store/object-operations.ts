import { appendObject } from './append-object.js'
import { toKeyBytes } from './key-bytes.js'
import { ObjectReading } from './object-reading.js'
import { refusedBy } from './refused-by.js'
import { stage } from './stage.js'
import { stageCopy } from './stage-copy.js'
import type { ObjectAddress, ObjectMissing, Store } from './store.js'
import { changeWith, type StoreContext, toObjectRecord } from './store-context.js'
import { type FoundVersion, findVersion, placeVersion } from './versions.js'

type ObjectOperations = Pick<
  Store,
  'stage' | 'stageCopy' | 'putObject' | 'appendObject' | 'getObject' | 'openObject' | 'updateObject' | 'deleteObject' | 'deleteVersion'
>

/** Gives the part of a store that is about objects. */
export function objectOperations(context: StoreContext): ObjectOperations {
  return {
    stage: (body, options) => stage(context, body, options),
    stageCopy: (reader, options) => stageCopy(context.vault, reader, options),
    appendObject: (append) => appendObject(context, append),
    ...reads(context),
    ...writes(context),
  }
}

function reads(context: StoreContext): Pick<Store, 'getObject' | 'openObject' | 'updateObject'> {
  const { ledger } = context
  return {
    async getObject(address) {
      const found = findVersion(context, address, 'blobs')
      return missing(address, found) ?? { outcome: 'found', record: recordOf(address, found as FoundVersion) }
    },

    async openObject(address) {
      const found = findVersion(context, address, 'content')
      const refusal = missing(address, found)
      if (refusal !== undefined || found === undefined) return refusal ?? { outcome: 'no-such-key' }
      return { outcome: 'found', reader: new ObjectReading(recordOf(address, found), found.row.segments, context) }
    },

    updateObject: (address, update, { includesMarkers = false } = {}) =>
      ledger.transact(() => {
        const found = findVersion(context, address, 'blobs')
        const refusal = missing(address, found)
        const isFound = refusal === undefined || (includesMarkers && refusal.outcome === 'delete-marker')
        if (!isFound || found === undefined) return refusal ?? { outcome: 'no-such-key' }
        const attributes = JSON.stringify(update(recordOf(address, found)))
        ledger.putAttributes(found.bucket, found.row.key, found.row.micros, attributes)
        return { outcome: 'found', record: recordOf(address, { ...found, row: { ...found.row, attributes } }) }
      }),
  }
}

function recordOf({ bucket }: ObjectAddress, found: FoundVersion) {
  return toObjectRecord(bucket, found.row, found.isLatest)
}

function missing(address: ObjectAddress, found: FoundVersion | undefined): ObjectMissing | undefined {
  if (found === undefined) return { outcome: address.versionId === undefined ? 'no-such-key' : 'no-such-version' }
  return found.row.kind === 'marker' ? { outcome: 'delete-marker', record: recordOf(address, found) } : undefined
}

function writes(context: StoreContext): Pick<Store, 'putObject' | 'deleteObject' | 'deleteVersion'> {
  const { ledger } = context
  return {
    putObject: ({ bucket, key, body, versioning, attributes, etag, condition }) =>
      changeWith(context, body, (change) => {
        const id = ledger.bucket(bucket)?.id
        if (id === undefined) return { outcome: 'no-such-bucket' }
        const refusal = condition && refusedBy(context, { bucket, key }, condition, versioning)
        if (refusal) return refusal
        const row = placeVersion(context, change, id, {
          key: toKeyBytes(key),
          versioning,
          kind: 'object',
          sizeBytes: body.sizeBytes,
          etag: etag ?? body.etag,
          crc64: body.crc64,
          attributes: JSON.stringify(attributes),
          segments: change.adopt(),
        })
        return { outcome: 'stored', record: toObjectRecord(bucket, row, true) }
      }),

    deleteObject: ({ bucket, key, versioning, condition, markerAttributes = {} }) =>
      changeWith(context, undefined, (change) => {
        const id = ledger.bucket(bucket)?.id
        if (id === undefined) return { outcome: 'no-such-bucket' }
        const refusal = condition && refusedBy(context, { bucket, key }, condition, versioning)
        if (refusal) return refusal
        const keyBytes = toKeyBytes(key)
        if (versioning !== 'never') {
          const attributes = JSON.stringify(markerAttributes)
          const marker = { kind: 'marker', sizeBytes: 0, etag: '', crc64: 0n, attributes, segments: [] } as const
          const row = placeVersion(context, change, id, { key: keyBytes, versioning, ...marker })
          return { outcome: 'marked', record: toObjectRecord(bucket, row, true) }
        }
        const newest = ledger.newest(id, keyBytes, 'blobs')
        if (newest === undefined) return { outcome: 'absent' }
        change.free(newest.segments)
        ledger.removeNewest(id, keyBytes)
        return { outcome: 'deleted', record: toObjectRecord(bucket, newest, true) }
      }),

    deleteVersion: ({ bucket, key, versionId, condition }) =>
      changeWith(context, undefined, (change) => {
        const found = findVersion(context, { bucket, key, versionId }, 'blobs')
        if (found === undefined) return { outcome: 'no-such-version' }
        const record = toObjectRecord(bucket, found.row, found.isLatest)
        if (condition && !condition(record, record)) return { outcome: 'condition-failed', current: record }
        change.free(found.row.segments)
        if (found.isLatest) ledger.removeNewest(found.bucket, found.row.key)
        else ledger.removeOlder(found.bucket, found.row.key, found.row.micros)
        return { outcome: 'deleted', record }
      }),
  }
}
