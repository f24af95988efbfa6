import type { ByteRange, UploadPartCopyInput, UploadPartCopyOutput } from '@cos/core'
import { encryptionOfAttributes, encryptionOutput, sealingOfPart } from '../encryption.js'
import { Fault } from '../fault.js'
import { openCopySource } from '../open-copy-source.js'
import { stageCopied } from '../stage-copied.js'
import type { ByteRange as StoredRange } from '../store/store.js'
import type { Call, Handler } from './handler.js'

const maxPartBytes = 5 * 1024 ** 3

/** Makes a part of an object that is there, or of a range of it. */
export const uploadPartCopy: Handler<UploadPartCopyInput, UploadPartCopyOutput> = async (call) => {
  const { input, bucket, store } = call
  const address = { bucket: bucket.name, key: input.key, uploadId: input.uploadId }
  const upload = await store.getUpload(address)
  if (!upload) throw new Fault('NoSuchUpload')
  const encryption = encryptionOfAttributes(upload.attributes)
  const { source, reader } = await openCopySource(call)
  try {
    const range = rangeOf(call, reader.record.sizeBytes)
    if ((range ? range.end - range.start : reader.record.sizeBytes) > maxPartBytes) throw new Fault('EntityTooLarge')
    const target = { range, sealing: sealingOfPart(encryption, input.customerKey) }
    const body = await stageCopied(store, reader, input.copySourceCustomerKey, target)
    const { etag } = body
    const stored = await store.putPart({ ...address, partNumber: input.partNumber, body })
    if (stored.outcome !== 'stored') throw new Fault('NoSuchUpload')
    const lastModified = new Date(stored.modifiedAtMs)
    const output = { etag: `"${etag}"`, lastModified, copySourceVersionId: source.versionId, ...encryptionOutput(encryption) }
    return { read: reader.record, output }
  } finally {
    await reader.close()
  }
}

/** Unlike a read, a copied range must lie inside its source, and say both its ends. */
function rangeOf({ input, headers }: Call<UploadPartCopyInput>, sizeBytes: number): StoredRange | undefined {
  if (!headers['x-cos-copy-source-range']) return undefined
  const range = input.copySourceRange as ByteRange | undefined
  if (!range || 'suffixLength' in range || range.last === undefined || range.last >= sizeBytes) throw new Fault('InvalidRange')
  return { start: range.first, end: range.last + 1 }
}
