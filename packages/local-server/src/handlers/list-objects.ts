import type { ListObjectsInput, ListObjectsOutput } from '@cos/core'
import { listedObject, pageSizeOf } from '../listed-object.js'
import type { Handler } from './handler.js'

/** Lists a page of the objects in a bucket. */
export const listObjects: Handler<ListObjectsInput, ListObjectsOutput> = async ({ input, bucket, store, nowMs }) => {
  const { prefix, delimiter, marker, encodingType } = input
  const maxKeys = pageSizeOf(input.maxKeys)
  const page = await store.listObjects({ bucket: bucket.name, prefix, delimiter, marker, limit: maxKeys })
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
      contents: page.objects.map((record) => listedObject(record, nowMs)),
      commonPrefixes: page.commonPrefixes.map((each) => ({ prefix: each })),
    },
  }
}
