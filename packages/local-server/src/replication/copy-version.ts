import { readAttributes } from '../object-attributes.js'
import { parseQcsBucket } from '../qcs-bucket.js'
import { classAmongZones, keptClass } from '../storage-zones.js'
import type { JsonObject } from '../store/json.js'
import type { BucketRecord, ObjectRecord } from '../store/records.js'
import type { ObjectReader, Store } from '../store/store.js'
import { versioningOf } from '../versioning.js'
import type { ReplicationRule } from './rule.js'

/** Copies one version to where its rule says; gives the copy, or nothing when the destination cannot take it or the version is gone. */
export async function copyVersion(store: Store, rule: ReplicationRule, record: ObjectRecord): Promise<ObjectRecord | undefined> {
  const destination = await destinationOf(store, rule)
  if (!destination) return undefined
  const { key, versionId } = record
  const opened = await store.openObject({ bucket: record.bucket, key, versionId })
  if (opened.outcome !== 'found') return undefined
  try {
    return await put(store, destination, opened.reader, rule)
  } finally {
    await opened.reader.close()
  }
}

/** Puts a delete marker on the copy of a key that was deleted; gives the marker, or nothing when the destination cannot take it. */
export async function copyMarker(store: Store, rule: ReplicationRule, { key }: ObjectRecord): Promise<ObjectRecord | undefined> {
  const destination = await destinationOf(store, rule)
  if (!destination) return undefined
  const marked = await store.deleteObject({ bucket: destination.name, key, versioning: 'enabled' })
  return marked.outcome === 'marked' ? marked.record : undefined
}

async function destinationOf(store: Store, { destination }: ReplicationRule): Promise<BucketRecord | undefined> {
  const named = parseQcsBucket(destination.bucket)
  const bucket = named && (await store.getBucket(named.name))
  return bucket && versioningOf(bucket) === 'enabled' ? bucket : undefined
}

async function put(store: Store, bucket: BucketRecord, reader: ObjectReader, rule: ReplicationRule): Promise<ObjectRecord | undefined> {
  const { record } = reader
  const body = await store.stageCopy(reader)
  // How the source is used, and what it was restored from, is no matter of the copy's.
  const { tier: _, accessedOn: _accessedOn, restoration: _restoration, ...said } = record.attributes
  const attributes: JsonObject = { ...said, storageClass: classOf(rule, record, bucket), replicationStatus: 'Replica' }
  const stored = await store.putObject({ bucket: bucket.name, key: record.key, body, versioning: 'enabled', attributes })
  return stored.outcome === 'stored' ? stored.record : undefined
}

function classOf(
  { destination: { storageClass } }: ReplicationRule,
  { attributes }: ObjectRecord,
  bucket: BucketRecord,
): string | undefined {
  return storageClass === undefined ? classAmongZones(readAttributes(attributes).storageClass, bucket) : keptClass(storageClass, bucket)
}
