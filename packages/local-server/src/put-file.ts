import { contentTypeOf } from './content-type.js'
import { keptClass } from './storage-zones.js'
import type { JsonObject } from './store/json.js'
import type { BucketRecord } from './store/records.js'
import type { StagedBody, Store } from './store/store.js'
import { versioningOf } from './versioning.js'

/** A file that the server itself puts into a bucket. */
export interface ServerFile {
  readonly bucket: BucketRecord
  readonly key: string
  readonly body: StagedBody | Uint8Array
  /** Default: by the key's extension. */
  readonly contentType?: string | undefined
  /** True encrypts it with the store's keys; a body that is staged already must be so. Default false. */
  readonly isSealed?: boolean | undefined
}

/** Puts a log or a report into a bucket, as its owner would. Nothing is put when the bucket is gone. */
export async function putFile(store: Store, file: ServerFile): Promise<void> {
  const { bucket, key, body, contentType = contentTypeOf(key), isSealed = false } = file
  const staged = body instanceof Uint8Array ? await store.stage(body, isSealed ? { sealing: 'store' } : {}) : body
  const attributes: JsonObject = {
    contentType,
    storageClass: keptClass(undefined, bucket),
    ...(isSealed && { encryption: { kind: 'AES256' } }),
  }
  await store.putObject({ bucket: bucket.name, key, body: staged, versioning: versioningOf(bucket), attributes })
}
