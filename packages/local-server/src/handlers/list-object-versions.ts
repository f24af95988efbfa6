import type { ListObjectVersionsInput, ListObjectVersionsOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { listedObject, pageSizeOf } from '../listed-object.js'
import { ownerOfBucket } from '../owners.js'
import type { ObjectRecord } from '../store/records.js'
import { versioningOf } from '../versioning.js'
import type { Call, Handler } from './handler.js'

type Entry = ListObjectVersionsOutput['versions'][number]

/** Lists a page of the versions and delete markers in a bucket. */
export const listObjectVersions: Handler<ListObjectVersionsInput, ListObjectVersionsOutput> = async (call) => {
  const { input, bucket, store } = call
  const { prefix, delimiter, keyMarker, versionIdMarker, encodingType } = input
  if (versionIdMarker !== undefined && keyMarker === undefined) {
    throw new Fault('InvalidArgument', { message: 'A version-id-marker cannot be given without a key-marker.' })
  }
  const maxKeys = pageSizeOf(input.maxKeys)
  const page = await store.listVersions({ bucket: bucket.name, prefix, delimiter, keyMarker, versionIdMarker, limit: maxKeys })
  return {
    output: {
      name: bucket.name,
      encodingType,
      prefix: prefix ?? '',
      keyMarker: keyMarker ?? '',
      versionIdMarker: versionIdMarker ?? '',
      maxKeys,
      delimiter,
      isTruncated: page.isTruncated,
      nextKeyMarker: page.isTruncated ? page.nextKeyMarker : undefined,
      nextVersionIdMarker: page.isTruncated ? page.nextVersionIdMarker : undefined,
      versions: page.versions.map((record) => entryOf(record, call)),
      commonPrefixes: page.commonPrefixes.map((each) => ({ prefix: each })),
    },
  }
}

function entryOf(record: ObjectRecord, { bucket, nowMs }: Pick<Call, 'bucket' | 'nowMs'>): Entry {
  const { isDeleteMarker, isLatest, key, modifiedAtMs } = record
  const place = { versionId: versioningOf(bucket) === 'never' ? '' : record.versionId, isLatest }
  if (!isDeleteMarker) return { type: 'Version', ...listedObject(record, nowMs), ...place }
  return { type: 'DeleteMarker', key, lastModified: new Date(modifiedAtMs), owner: ownerOfBucket(bucket.name), ...place }
}
