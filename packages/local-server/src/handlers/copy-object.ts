import type { CopyObjectInput, CopyObjectOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { contentOf, type ObjectAttributes, placingOf, readAttributes } from '../object-attributes.js'
import { openCopySource } from '../open-copy-source.js'
import type { ObjectRecord } from '../store/records.js'
import type { StagedBody } from '../store/store.js'
import { versioningOf } from '../versioning.js'
import type { Call, Handler } from './handler.js'

const maxCopyBytes = 5 * 1024 ** 3

/** Copies an object without moving its bytes. */
export const copyObject: Handler<CopyObjectInput, CopyObjectOutput> = async (call) => {
  const { store } = call
  const { source, reader } = await openCopySource(call)
  let body: StagedBody
  let attributes: ObjectAttributes
  try {
    checkOntoItself(call, source, reader.record)
    if (reader.record.sizeBytes > maxCopyBytes) throw new Fault('EntityTooLarge')
    attributes = attributesOfCopy(call, reader.record)
    body = await store.stageCopy(reader)
  } finally {
    await reader.close()
  }
  return putCopy(call, body, attributes, source.versionId)
}

async function putCopy(
  call: Call<CopyObjectInput>,
  body: StagedBody,
  attributes: ObjectAttributes,
  copySourceVersionId: string | undefined,
) {
  const { input, bucket, store } = call
  const versioning = versioningOf(bucket)
  const stored = await store.putObject({ bucket: bucket.name, key: input.key, body, versioning, attributes })
  if (stored.outcome !== 'stored') throw new Fault('NoSuchBucket')
  const { etag, crc64, modifiedAtMs, versionId } = stored.record
  const isVersioned = versioning !== 'never'
  const output: CopyObjectOutput = {
    etag: `"${etag}"`,
    lastModified: new Date(modifiedAtMs),
    crc64: crc64.toString(),
    versionId: isVersioned ? versionId : undefined,
    copySourceVersionId,
  }
  const headers = { 'x-cos-hash-crc64ecma': crc64.toString(), ...(isVersioned ? { 'x-cos-version-id': versionId } : {}) }
  return { output, headers }
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

/** Metadata and stored headers come from the source or from the request as a whole; class and access list only from the request. */
function attributesOfCopy({ input }: Call<CopyObjectInput>, record: ObjectRecord): ObjectAttributes {
  if (input.metadataDirective === 'Replaced') return { ...contentOf(input, input.key), ...placingOf(input) }
  const { storageClass: _, acl: __, ...content } = readAttributes(record.attributes)
  return { ...content, ...placingOf(input) }
}
