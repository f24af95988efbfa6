import type { AbortMultipartUploadInput, AbortMultipartUploadOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Handler } from './handler.js'

/** Gives an upload up. */
export const abortMultipartUpload: Handler<AbortMultipartUploadInput, AbortMultipartUploadOutput> = async ({ input, bucket, store }) => {
  const outcome = await store.abortUpload({ bucket: bucket.name, key: input.key, uploadId: input.uploadId })
  if (outcome !== 'aborted') throw new Fault('NoSuchUpload')
  return { output: {} }
}
