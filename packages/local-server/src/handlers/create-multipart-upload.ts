import type { CreateMultipartUploadInput, CreateMultipartUploadOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { attributesOf } from '../object-attributes.js'
import type { Handler } from './handler.js'

/** Opens an upload; what its request says is for the object to be. */
export const createMultipartUpload: Handler<CreateMultipartUploadInput, CreateMultipartUploadOutput> = async ({ input, bucket, store }) => {
  const { key } = input
  const created = await store.createUpload({ bucket: bucket.name, key, attributes: attributesOf(input, key) })
  if (created.outcome !== 'created') throw new Fault('NoSuchBucket')
  return { output: { bucket: bucket.name, key, uploadId: created.upload.uploadId } }
}
