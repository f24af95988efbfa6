import { contentTypeOf } from './content-type.js'
import type { JsonObject } from './store/json.js'
import type { BucketRecord } from './store/records.js'
import type { StagedBody, Store } from './store/store.js'
import { versioningOf } from './versioning.js'

/** A file that the server itself puts into a bucket. */
export interface ServerFile {
  readonly bucket: BucketRecord
  readonly key: string
  readonly body: StagedBody | Uint8Array
  readonly attributes?: JsonObject | undefined
}

/** Puts a log or a report into a bucket, as its owner would. Nothing is put when the bucket is gone. */
export async function putFile(store: Store, { bucket, key, body, attributes }: ServerFile): Promise<void> {
  const staged = body instanceof Uint8Array ? await store.stage(body) : body
  const versioning = versioningOf(bucket)
  await store.putObject({
    bucket: bucket.name,
    key,
    body: staged,
    versioning,
    attributes: { contentType: contentTypeOf(key), ...attributes },
  })
}
