import type { UploadPartInput, UploadPartOutput } from '@cos/core'
import { encryptionOfAttributes, encryptionOutput, sealingOfPart } from '../encryption.js'
import { Fault } from '../fault.js'
import { takeIn } from '../take-in.js'
import type { Handler } from './handler.js'

/** Stores a part of an upload. */
export const uploadPart: Handler<UploadPartInput, UploadPartOutput> = async (call) => {
  const { input, bucket, store } = call
  const { key, uploadId, partNumber, customerKey } = input
  if (call.body.sizeBytes === undefined) throw new Fault('MissingContentLength')
  const address = { bucket: bucket.name, key, uploadId }
  const upload = await store.getUpload(address)
  if (!upload) throw new Fault('NoSuchUpload')
  const encryption = encryptionOfAttributes(upload.attributes)
  const body = await takeIn(call, sealingOfPart(encryption, customerKey))
  const { etag, crc64 } = body
  const stored = await store.putPart({ ...address, partNumber, body })
  if (stored.outcome !== 'stored') throw new Fault('NoSuchUpload')
  return { output: { etag: `"${etag}"`, crc64: crc64.toString(), ...encryptionOutput(encryption) } }
}
