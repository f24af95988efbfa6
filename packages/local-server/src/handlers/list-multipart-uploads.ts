import type { ListMultipartUploadsInput, ListMultipartUploadsOutput } from '@cos/core'
import { pageSizeOf } from '../listed-object.js'
import { readAttributes } from '../object-attributes.js'
import { ownerOfAccount, ownerOfBucket } from '../owners.js'
import type { Handler } from './handler.js'

/** Lists a page of the unfinished uploads of a bucket. */
export const listMultipartUploads: Handler<ListMultipartUploadsInput, ListMultipartUploadsOutput> = async (call) => {
  const { input, bucket, store, account } = call
  const { prefix, delimiter, keyMarker, uploadIdMarker, encodingType } = input
  const maxUploads = pageSizeOf(input.maxUploads)
  const page = await store.listUploads({ bucket: bucket.name, prefix, delimiter, keyMarker, uploadIdMarker, limit: maxUploads })
  const owner = ownerOfBucket(bucket.name)
  const initiator = ownerOfAccount(account)
  return {
    output: {
      bucket: bucket.name,
      encodingType,
      keyMarker: keyMarker ?? '',
      uploadIdMarker: uploadIdMarker ?? '',
      nextKeyMarker: page.isTruncated ? page.nextKeyMarker : undefined,
      nextUploadIdMarker: page.isTruncated ? page.nextUploadIdMarker : undefined,
      maxUploads,
      isTruncated: page.isTruncated,
      prefix: prefix ?? '',
      delimiter,
      uploads: page.uploads.map(({ key, uploadId, initiatedAtMs, attributes }) => ({
        key,
        uploadId,
        storageClass: readAttributes(attributes).storageClass ?? 'STANDARD',
        initiated: new Date(initiatedAtMs),
        initiator,
        owner,
      })),
      commonPrefixes: page.commonPrefixes.map((each) => ({ prefix: each })),
    },
  }
}
