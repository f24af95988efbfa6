import type { ListPartsInput, ListPartsOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { pageSizeOf } from '../listed-object.js'
import { readAttributes } from '../object-attributes.js'
import { ownerOfAccount, ownerOfBucket } from '../owners.js'
import type { Handler } from './handler.js'

/** Lists a page of the parts of an upload. */
export const listParts: Handler<ListPartsInput, ListPartsOutput> = async ({ input, bucket, store, account }) => {
  const { key, uploadId, encodingType, partNumberMarker = 0 } = input
  if (uploadId === '') throw new Fault('ListPartUploadIdIsEmpty')
  const maxParts = pageSizeOf(input.maxParts)
  const page = await store.listParts({ bucket: bucket.name, key, uploadId, partNumberMarker, limit: maxParts })
  if (!page) throw new Fault('NoSuchUpload')
  return {
    output: {
      bucket: bucket.name,
      encodingType,
      key,
      uploadId,
      owner: ownerOfBucket(bucket.name),
      partNumberMarker,
      initiator: ownerOfAccount(account),
      nextPartNumberMarker: page.isTruncated ? page.nextPartNumberMarker : undefined,
      storageClass: readAttributes(page.upload.attributes).storageClass ?? 'STANDARD',
      maxParts,
      isTruncated: page.isTruncated,
      parts: page.parts.map(({ partNumber, modifiedAtMs, etag, sizeBytes }) => ({
        partNumber,
        lastModified: new Date(modifiedAtMs),
        etag: `"${etag}"`,
        size: sizeBytes,
      })),
    },
  }
}
