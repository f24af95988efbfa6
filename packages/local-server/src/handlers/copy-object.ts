import type { CopyObjectInput, CopyObjectOutput } from '@cos/core'
import { chooseEncryption, encryptionOutput, type StoredEncryption } from '../encryption.js'
import { Fault } from '../fault.js'
import { contentOf, type ObjectAttributes, placingOf, readAttributes, requestedTags } from '../object-attributes.js'
import { openCopySource } from '../open-copy-source.js'
import { putBody } from '../put-body.js'
import { stageCopied } from '../stage-copied.js'
import type { ObjectRecord } from '../store/records.js'
import { versioningOf } from '../versioning.js'
import type { Call, Handler, HandlerAnswer } from './handler.js'

const maxCopyBytes = 5 * 1024 ** 3

/** Copies an object, without moving its bytes where source and target are encrypted alike. */
export const copyObject: Handler<CopyObjectInput, CopyObjectOutput> = async (call) => {
  const { input, store } = call
  const { source, reader } = await openCopySource(call)
  try {
    checkOntoItself(call, source, reader.record)
    if (reader.record.sizeBytes > maxCopyBytes) throw new Fault('EntityTooLarge')
    const attributes = attributesOfCopy(call, reader.record)
    const encryption = await chooseEncryption(call, input.encryption)
    const body = await stageCopied(store, reader, input.copySourceCustomerKey, encryption)
    const record = await putBody(call, { key: input.key, body, attributes, encryption })
    return { ...answerOf(call, record, encryption.stored, source.versionId), read: reader.record }
  } finally {
    await reader.close()
  }
}

function answerOf(
  { bucket }: Call<CopyObjectInput>,
  record: ObjectRecord,
  encryption: StoredEncryption | undefined,
  copySourceVersionId: string | undefined,
): HandlerAnswer<CopyObjectOutput> {
  const { etag, crc64, modifiedAtMs, versionId } = record
  const isVersioned = versioningOf(bucket) !== 'never'
  const output: CopyObjectOutput = {
    etag: `"${etag}"`,
    lastModified: new Date(modifiedAtMs),
    crc64: crc64.toString(),
    versionId: isVersioned ? versionId : undefined,
    copySourceVersionId,
    ...encryptionOutput(encryption),
  }
  const headers = { 'x-cos-hash-crc64ecma': crc64.toString(), ...(isVersioned ? { 'x-cos-version-id': versionId } : {}) }
  return { record, output, headers }
}

function checkOntoItself(
  { input, bucket }: Call<CopyObjectInput>,
  source: { readonly bucket: string; readonly key: string },
  record: ObjectRecord,
): void {
  const isSame = source.bucket === bucket.name && source.key === input.key && record.isLatest
  if (isSame && input.metadataDirective !== 'Replaced') {
    throw new Fault('InvalidRequest', { message: 'A copy of an object onto itself needs x-cos-metadata-directive: Replaced.' })
  }
}

/** Metadata and stored headers come from the source or from the request as a whole, tags likewise; class and access list only from the request. */
function attributesOfCopy({ input, bucket }: Call<CopyObjectInput>, record: ObjectRecord): ObjectAttributes {
  const source = readAttributes(record.attributes)
  return {
    ...contentOf(input.metadataDirective === 'Replaced' ? input : source, input.key),
    ...placingOf(input, bucket),
    tags: input.taggingDirective === 'Replaced' ? requestedTags(input) : source.tags,
  }
}
