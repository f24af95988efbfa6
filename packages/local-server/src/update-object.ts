import type { Call } from './handlers/handler.js'
import { missingObject } from './read-object.js'
import type { JsonObject } from './store/json.js'
import type { ObjectRecord } from './store/records.js'
import { checkVersionId } from './versioning.js'

/** Replaces what is remembered of an object beside its bytes. `update` may refuse by a `Fault`. */
export async function updateObject(
  { store, bucket }: Pick<Call, 'store' | 'bucket'>,
  { key, versionId }: { readonly key: string; readonly versionId?: string | undefined },
  update: (record: ObjectRecord) => JsonObject,
): Promise<ObjectRecord> {
  checkVersionId(versionId)
  const updated = await store.updateObject({ bucket: bucket.name, key, versionId }, update)
  if (updated.outcome !== 'found') throw missingObject(updated, versionId)
  return updated.record
}
