import type { ListObjectsInput, ListObjectsOutput } from '@cos/core'
import { readAttributes } from '../object-attributes.js'
import { ownerOfBucket } from '../owners.js'
import type { Handler } from './handler.js'

const greatestPage = 1000

/** Lists a page of the objects in a bucket. */
export const listObjects: Handler<ListObjectsInput, ListObjectsOutput> = async ({ input, bucket, store }) => {
  const { prefix, delimiter, marker, encodingType } = input
  const maxKeys = Math.min(input.maxKeys ?? greatestPage, greatestPage)
  const page = await store.listObjects({ bucket: bucket.name, prefix, delimiter, marker, limit: maxKeys })
  const owner = ownerOfBucket(bucket.name)
  return {
    output: {
      name: bucket.name,
      encodingType,
      prefix: prefix ?? '',
      marker: marker ?? '',
      maxKeys,
      delimiter,
      isTruncated: page.isTruncated,
      nextMarker: page.isTruncated ? page.nextMarker : undefined,
      contents: page.objects.map(({ key, modifiedAtMs, etag, sizeBytes, attributes }) => ({
        key,
        lastModified: new Date(modifiedAtMs),
        etag: `"${etag}"`,
        size: sizeBytes,
        owner,
        storageClass: readAttributes(attributes).storageClass ?? 'STANDARD',
      })),
      commonPrefixes: page.commonPrefixes.map((each) => ({ prefix: each })),
    },
  }
}
