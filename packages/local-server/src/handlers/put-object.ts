import type { PutObjectInput, PutObjectOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { attributesOf } from '../object-attributes.js'
import { takeIn } from '../take-in.js'
import { versionIdOf, versioningOf } from '../versioning.js'
import type { Handler } from './handler.js'

/** Stores an object. */
export const putObject: Handler<PutObjectInput, PutObjectOutput> = async (call) => {
  const { input, bucket, store } = call
  const attributes = attributesOf(input, input.key)
  const body = await takeIn(call)
  const versioning = versioningOf(bucket)
  const stored = await store.putObject({ bucket: bucket.name, key: input.key, body, versioning, attributes })
  if (stored.outcome !== 'stored') throw new Fault('NoSuchBucket')
  const { record } = stored
  return { record, output: { etag: `"${record.etag}"`, crc64: record.crc64.toString(), versionId: versionIdOf(record, versioning) } }
}
