import type { JsonObject, JsonValue } from './json.js'
import type { Store } from './store.js'
import { type StoreContext, toBucketRecord } from './store-context.js'

type BucketOperations = Pick<
  Store,
  | 'createBucket'
  | 'getBucket'
  | 'updateBucket'
  | 'listBuckets'
  | 'deleteBucket'
  | 'getConfiguration'
  | 'putConfiguration'
  | 'deleteConfiguration'
  | 'listConfigurations'
>

/** Gives the part of a store that is about buckets and their configurations. */
export function bucketOperations(context: StoreContext): BucketOperations {
  const { ledger } = context
  return {
    createBucket: ({ name, owner, region, attributes = {}, limit }) =>
      ledger.transact(() => {
        const current = ledger.bucket(name)
        if (current !== undefined) return { outcome: 'exists', bucket: toBucketRecord(current) }
        if (limit !== undefined && ledger.buckets(owner, undefined, limit).length === limit) return { outcome: 'too-many' }
        const bucket = { name, owner, region, createdAtMs: context.now(), attributes: plain(attributes) }
        return { outcome: 'created', bucket: toBucketRecord(ledger.addBucket(bucket)) }
      }),

    async getBucket(name) {
      const bucket = ledger.bucket(name)
      return bucket && toBucketRecord(bucket)
    },

    updateBucket: (name, update) =>
      ledger.transact(() => {
        const current = ledger.bucket(name)
        if (current === undefined) return undefined
        const bucket = { ...current, attributes: plain(update(current.attributes)) }
        ledger.changeBucket(bucket)
        return toBucketRecord(bucket)
      }),

    async listBuckets({ owner, marker, limit }) {
      const rows = ledger.buckets(owner, marker, limit + 1).map(toBucketRecord)
      const buckets = rows.slice(0, limit)
      const isTruncated = limit > 0 && rows.length > limit
      return isTruncated ? { buckets, isTruncated, nextMarker: buckets.at(-1)?.name } : { buckets, isTruncated }
    },

    deleteBucket: (name) =>
      ledger.transact(() => {
        const bucket = ledger.bucket(name)
        if (bucket === undefined) return 'no-such-bucket'
        if (!ledger.isEmpty(bucket.id)) return 'not-empty'
        ledger.removeBucket(bucket.id)
        return 'deleted'
      }),

    async getConfiguration(bucket, name) {
      const row = ledger.bucket(bucket)
      const document = row && ledger.configuration(row.id, name)
      return document === undefined ? undefined : (JSON.parse(document) as JsonValue)
    },

    putConfiguration: (bucket, name, document) =>
      ledger.transact(() => {
        const row = ledger.bucket(bucket)
        if (row === undefined) return 'no-such-bucket'
        ledger.putConfiguration(row.id, name, JSON.stringify(document ?? null))
        return 'stored'
      }),

    deleteConfiguration: (bucket, name) =>
      ledger.transact(() => {
        const row = ledger.bucket(bucket)
        return row !== undefined && ledger.removeConfiguration(row.id, name) ? 'deleted' : 'absent'
      }),

    async listConfigurations(bucket, prefix) {
      const row = ledger.bucket(bucket)
      return row === undefined ? [] : ledger.configurations(row.id, prefix)
    },
  }
}

/** What JSON keeps of attributes: the same object must come back whether it was written to disk or not. */
function plain(attributes: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(attributes)) as JsonObject
}
