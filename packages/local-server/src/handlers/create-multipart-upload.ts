import type { CreateMultipartUploadInput, CreateMultipartUploadOutput } from '@cos/core'
import { chooseEncryption, encryptionOutput } from '../encryption.js'
import { Fault } from '../fault.js'
import { attributesOf } from '../object-attributes.js'
import type { Handler } from './handler.js'

/** Opens an upload; what its request says is for the object to be. */
export const createMultipartUpload: Handler<CreateMultipartUploadInput, CreateMultipartUploadOutput> = async (call) => {
  const { input, bucket, store } = call
  const { key } = input
  const { stored: encryption } = await chooseEncryption(call, input.encryption)
  const said = attributesOf(input, key, bucket)
  const attributes = encryption ? { ...said, encryption } : said
  const created = await store.createUpload({ bucket: bucket.name, key, attributes })
  if (created.outcome !== 'created') throw new Fault('NoSuchBucket')
  return { output: { bucket: bucket.name, key, uploadId: created.upload.uploadId, ...encryptionOutput(encryption) } }
}
