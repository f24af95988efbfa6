import type { HeadObjectOutput } from '@cos/core'
import { isArchived, restoreHeadOf } from './archive-state.js'
import { type Conditions, evaluateConditions } from './conditions.js'
import { encryptionOfAttributes, encryptionOutput } from './encryption.js'
import { Fault } from './fault.js'
import type { Call } from './handlers/handler.js'
import { readAttributes } from './object-attributes.js'
import type { ObjectRecord } from './store/records.js'
import type { ObjectMissing, ObjectReader } from './store/store.js'
import { tierOf } from './tiering/tier-of.js'
import { checkVersionId, knownVersionOf } from './versioning.js'

/** A call that reads an object. */
export type ReadingCall = Pick<Call, 'store' | 'bucket' | 'access'> & { readonly input: { readonly key: string } }

/** Opens the object of a call for somebody who may read it. */
export async function findObject(call: ReadingCall, versionId: string | undefined): Promise<ObjectReader> {
  const { store, bucket, access, input } = call
  checkVersionId(versionId)
  const found = await store.openObject({ bucket: bucket.name, key: input.key, versionId })
  if (found.outcome !== 'found') {
    // Who may not read the bucket does not learn either that a key is missing.
    await access.check({ key: input.key })
    throw missingObject(found, versionId)
  }
  const { reader } = found
  try {
    await access.check({ key: input.key, object: reader.record })
    return reader
  } catch (error) {
    await reader.close()
    throw error
  }
}

/** The fault of an object, or a version, that is not there. */
export function missingObject(found: ObjectMissing, versionId: string | undefined): Fault {
  if (found.outcome !== 'delete-marker') return new Fault(found.outcome === 'no-such-version' ? 'NoSuchVersion' : 'NoSuchKey')
  const headers = { 'x-cos-delete-marker': 'true', 'x-cos-version-id': found.record.versionId }
  return new Fault(versionId === undefined ? 'NoSuchKey' : 'NoSuchVersion', { headers })
}

/** Refuses a read whose conditions are not met, or of an archived object. */
export function checkReadable(
  record: ObjectRecord,
  conditions: Conditions,
  { refusesArchivedAtMs }: { readonly refusesArchivedAtMs?: number | undefined },
): void {
  if (refusesArchivedAtMs !== undefined && isArchived(record, refusesArchivedAtMs)) throw new Fault('InvalidObjectState')
  const verdict = evaluateConditions(conditions, record)
  if (verdict === 'failed') throw new Fault('PreconditionFailed')
  if (verdict === 'met') return
  const { contentType } = readAttributes(record.attributes)
  throw new Fault('NotModified', {
    headers: {
      etag: `"${record.etag}"`,
      'last-modified': new Date(record.modifiedAtMs).toUTCString(),
      'x-cos-hash-crc64ecma': record.crc64.toString(),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    },
  })
}

/** Gives what answers tell of an object: the members of the output, and headers that are always the same. */
export function headOf(
  record: ObjectRecord,
  { bucket, nowMs }: Pick<Call, 'bucket' | 'nowMs'>,
): { readonly head: HeadObjectOutput; readonly headers: Readonly<Record<string, string>> } {
  const { metadata, storageClass, websiteRedirectLocation, tags, ...attributes } = readAttributes(record.attributes)
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, expires } = attributes
  const head: HeadObjectOutput = {
    cacheControl,
    contentDisposition,
    contentEncoding,
    contentLanguage,
    contentType,
    expires,
    websiteRedirectLocation,
    contentLength: record.sizeBytes,
    etag: `"${record.etag}"`,
    lastModified: new Date(record.modifiedAtMs),
    crc64: record.crc64.toString(),
    storageClass,
    storageTier: tierOf(record, nowMs),
    nextAppendPosition: record.isAppendable ? record.sizeBytes : undefined,
    ...encryptionOutput(encryptionOfAttributes(record.attributes)),
    objectType: record.isAppendable ? 'appendable' : 'normal',
    versionId: knownVersionOf(record, bucket),
    ...restoreHeadOf(record, nowMs),
    taggingCount: tags?.length || undefined,
    metadata: metadata ?? {},
  }
  return { head, headers: plainHeaders }
}

const plainHeaders = { 'accept-ranges': 'bytes' }
