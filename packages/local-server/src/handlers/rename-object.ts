import type { RenameObjectInput, RenameObjectOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { ObjectRecord } from '../store/records.js'
import { versioningOf } from '../versioning.js'
import type { Call, Handler } from './handler.js'

/** [?] The service does this in metadata-accelerated buckets only, and in one step; here every bucket does, key by key. */
export const renameObject: Handler<RenameObjectInput, RenameObjectOutput> = async (call) => {
  const { input, bucket, store } = call
  const { key, renameSource } = input
  if (!renameSource.endsWith('/')) {
    await move(call, renameSource, key)
    return { output: {} }
  }
  if (key.startsWith(renameSource)) throw new Fault('InvalidArgument', { message: 'A folder cannot be moved into itself.' })
  const folder = key.endsWith('/') ? key : `${key}/`
  let isFound = false
  for (;;) {
    const { objects } = await store.listObjects({ bucket: bucket.name, prefix: renameSource, limit: 1000 })
    if (objects.length === 0) break
    for (const object of objects) await move(call, object.key, folder + object.key.slice(renameSource.length))
    isFound = true
  }
  if (!isFound) throw new Fault('NoSuchKey')
  return { output: {} }
}

async function move({ bucket, store }: Call<RenameObjectInput>, source: string, key: string): Promise<void> {
  if (source === key) throw new Fault('InvalidArgument', { message: 'The object has that key.' })
  const found = await store.openObject({ bucket: bucket.name, key: source })
  if (found.outcome !== 'found') throw new Fault('NoSuchKey')
  const { reader } = found
  try {
    const { attributes: kept, etag }: ObjectRecord = reader.record
    // Where it was copied to, or from, is said of the old key.
    const { replicationStatus: _, replicaOf: _replicaOf, ...attributes } = kept
    const body = await store.stageCopy(reader)
    const versioning = versioningOf(bucket)
    await store.putObject({ bucket: bucket.name, key, body, versioning, attributes, etag })
    await store.deleteObject({ bucket: bucket.name, key: source, versioning })
  } finally {
    await reader.close()
  }
}
