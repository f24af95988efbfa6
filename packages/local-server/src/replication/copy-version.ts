import { encryptionOfAttributes, type StoredEncryption } from '../encryption.js'
import { readAttributes } from '../object-attributes.js'
import { parseQcsBucket } from '../qcs-bucket.js'
import { classAmongZones, keptClass } from '../storage-zones.js'
import type { JsonObject } from '../store/json.js'
import type { BucketRecord, ObjectRecord } from '../store/records.js'
import type { Store } from '../store/store.js'
import { versioningOf } from '../versioning.js'
import type { ReplicationRule } from './rule.js'

/** Copies one version, or delete marker, to where its rule says. Tells whether it is there; false when the destination cannot take it. */
export async function copyVersion(store: Store, rule: ReplicationRule, record: ObjectRecord): Promise<boolean> {
  const destination = await destinationOf(store, rule)
  if (!destination) return false
  return record.isDeleteMarker ? copyMarker(store, destination, record) : copyContent(store, destination, rule, record)
}

/** Tells whether a version was copied before: whoever copied it may have been cut off before it said so. */
export async function isCopied(store: Store, rule: ReplicationRule, record: ObjectRecord): Promise<boolean> {
  const destination = await destinationOf(store, rule)
  if (!destination) return false
  const { key } = record
  const replicaOf = originOf(record)
  let at: { readonly keyMarker?: string | undefined; readonly versionIdMarker?: string | undefined } = {}
  for (;;) {
    const page = await store.listVersions({ bucket: destination.name, prefix: key, ...at, limit: 250 })
    const ofKey = page.versions.filter((version) => version.key === key)
    if (ofKey.some(({ attributes }) => attributes['replicaOf'] === replicaOf)) return true
    // Keys that only begin with this one come after it.
    if (!page.isTruncated || ofKey.length < page.versions.length) return false
    at = { keyMarker: page.nextKeyMarker, versionIdMarker: page.nextVersionIdMarker }
  }
}

/** Names a version among all that its key ever had: `null` is the id of several, one after the other. */
function originOf({ bucket, versionId, modifiedAtMs }: ObjectRecord): string {
  return `${bucket}/${versionId}/${modifiedAtMs}`
}

async function destinationOf(store: Store, { destination }: ReplicationRule): Promise<BucketRecord | undefined> {
  const named = parseQcsBucket(destination.bucket)
  const bucket = named && (await store.getBucket(named.name))
  return bucket && versioningOf(bucket) === 'enabled' ? bucket : undefined
}

async function copyMarker(store: Store, { name }: BucketRecord, record: ObjectRecord): Promise<boolean> {
  const markerAttributes = { replicationStatus: 'Replica', replicaOf: originOf(record) }
  const marked = await store.deleteObject({ bucket: name, key: record.key, versioning: 'enabled', markerAttributes })
  return marked.outcome === 'marked'
}

async function copyContent(store: Store, bucket: BucketRecord, rule: ReplicationRule, record: ObjectRecord): Promise<boolean> {
  const { key, versionId } = record
  const opened = await store.openObject({ bucket: record.bucket, key, versionId })
  if (opened.outcome !== 'found') return false
  const { reader } = opened
  try {
    const body = await store.stageCopy(reader)
    // How the source is used, and what it was restored from, is no matter of the copy's.
    const { tier: _, accessedOn: _accessedOn, restoration: _restoration, ...said } = reader.record.attributes
    const marks = { replicationStatus: 'Replica', replicaOf: originOf(record) }
    const encryption = encryptionOf(rule, reader.record)
    const attributes: JsonObject = { ...said, encryption, storageClass: classOf(rule, reader.record, bucket), ...marks }
    const { etag } = reader.record
    const stored = await store.putObject({ bucket: bucket.name, key, body, etag, versioning: 'enabled', attributes })
    return stored.outcome === 'stored'
  } finally {
    await reader.close()
  }
}

/** As the source is encrypted, but under the managed key of the rule where it names one and the source is under such a key. */
function encryptionOf(
  { destination: { encryptionConfiguration } }: ReplicationRule,
  { attributes }: ObjectRecord,
): StoredEncryption | undefined {
  const encryption = encryptionOfAttributes(attributes)
  if (encryption?.kind !== 'cos/kms' || !encryptionConfiguration) return encryption
  return { ...encryption, keyId: encryptionConfiguration.replicaKmsKeyId }
}

function classOf(
  { destination: { storageClass } }: ReplicationRule,
  { attributes }: ObjectRecord,
  bucket: BucketRecord,
): string | undefined {
  return storageClass === undefined ? classAmongZones(readAttributes(attributes).storageClass, bucket) : keptClass(storageClass, bucket)
}
