import type { PutSymlinkInput, PutSymlinkOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { attributesOf } from '../object-attributes.js'
import { versionIdOf, versioningOf } from '../versioning.js'
import type { Handler } from './handler.js'

/** Makes an object that stands for another; its bytes are the key of that one. */
export const putSymlink: Handler<PutSymlinkInput, PutSymlinkOutput> = async ({ input, bucket, store }) => {
  const { key, symlinkTarget } = input
  if (Buffer.byteLength(symlinkTarget) > 850) throw new Fault('KeyTooLong')
  const body = await store.stage(Buffer.from(symlinkTarget))
  const versioning = versioningOf(bucket)
  const attributes = { ...attributesOf(input, key, bucket), symlinkTarget }
  const stored = await store.putObject({ bucket: bucket.name, key, body, versioning, attributes })
  if (stored.outcome !== 'stored') throw new Fault('NoSuchBucket')
  const { record } = stored
  return { record, output: { etag: `"${record.etag}"`, versionId: versionIdOf(record, versioning) } }
}
