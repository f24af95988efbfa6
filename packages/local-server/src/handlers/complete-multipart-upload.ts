import type { CompleteMultipartUploadInput, CompleteMultipartUploadOutput } from '@cos/core'
import { percentEncode } from '@cos/signer'
import { encryptionOfAttributes, encryptionOutput } from '../encryption.js'
import { Fault } from '../fault.js'
import type { CompleteUploadOutcome } from '../store/store.js'
import { versioningOf } from '../versioning.js'
import type { Handler } from './handler.js'

const minPartSizeBytes = 1024 ** 2

/** Makes the object of the parts. */
export const completeMultipartUpload: Handler<CompleteMultipartUploadInput, CompleteMultipartUploadOutput> = async (call) => {
  const { input, bucket, store } = call
  const { key, uploadId } = input
  const address = { bucket: bucket.name, key, uploadId }
  const upload = await store.getUpload(address)
  if (!upload) throw new Fault('NoSuchUpload')
  checkParts(input.parts)
  const parts = input.parts.map(({ partNumber, etag }) => ({ partNumber, etag: etag.trim().replace(/^"(.*)"$/, '$1') }))
  const versioning = versioningOf(bucket)
  const completed = await store.completeUpload({ ...address, parts, minPartSizeBytes, versioning })
  if (completed.outcome !== 'stored') throw refusal(completed)
  const { etag, crc64, versionId } = completed.record
  const location = `http://${bucket.name}.cos.${bucket.region}.myqcloud.com/${key.split('/').map(percentEncode).join('/')}`
  return {
    output: {
      location,
      bucket: bucket.name,
      key,
      etag: `"${etag}"`,
      crc64: crc64.toString(),
      // Unlike PutObject, this also names `null` while versioning is suspended.
      versionId: versioning === 'never' ? undefined : versionId,
      ...encryptionOutput(encryptionOfAttributes(upload.attributes)),
    },
  }
}

function checkParts(parts: CompleteMultipartUploadInput['parts']): void {
  if (parts.length === 0) throw new Fault('MalformedXML', { message: 'The list of parts is empty.' })
  for (const [index, { partNumber }] of parts.entries()) {
    const previous = parts[index - 1]?.partNumber
    if (previous === undefined) continue
    if (partNumber <= previous) throw new Fault('InvalidPartOrder')
    if (partNumber !== previous + 1) throw new Fault('InvalidPart', { message: `Part ${previous + 1} is missing in the list.` })
  }
}

function refusal(completed: Exclude<CompleteUploadOutcome, { readonly outcome: 'stored' }>): Fault {
  switch (completed.outcome) {
    case 'no-such-upload':
      return new Fault('NoSuchUpload')
    case 'condition-failed':
      return new Fault('PathConflict')
    case 'part-missing':
      return new Fault('InvalidPart', { message: `Part ${completed.partNumber} was not uploaded.` })
    case 'part-differs':
      return new Fault('InvalidPart', { message: `Part ${completed.partNumber} has another ETag.` })
    case 'part-too-small':
      return new Fault('EntityTooSmall', { message: `Part ${completed.partNumber} is smaller than 1 MB and not the last.` })
  }
}
