import { type ChosenEncryption, etagOf } from './encryption.js'
import { Fault } from './fault.js'
import type { Call } from './handlers/handler.js'
import type { ObjectAttributes } from './object-attributes.js'
import type { ObjectRecord } from './store/records.js'
import type { StagedBody } from './store/store.js'
import { versioningOf } from './versioning.js'

/** An object to be stored. */
export interface ObjectToPut {
  readonly key: string
  readonly body: StagedBody
  readonly attributes: ObjectAttributes
  readonly encryption: ChosenEncryption
}

/** Makes a staged body the newest content of a key. */
export async function putBody(
  { bucket, store, nowMs }: Pick<Call, 'bucket' | 'store' | 'nowMs'>,
  { key, body, attributes, encryption: { stored: encryption } }: ObjectToPut,
): Promise<ObjectRecord> {
  const etag = etagOf(encryption, body.etag, nowMs)
  const all = encryption ? { ...attributes, encryption } : attributes
  const stored = await store.putObject({ bucket: bucket.name, key, body, versioning: versioningOf(bucket), attributes: all, etag })
  if (stored.outcome !== 'stored') throw new Fault('NoSuchBucket')
  return stored.record
}
