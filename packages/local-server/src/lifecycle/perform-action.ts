import type { BehaviourContext } from '../behaviours/behaviour.js'
import { Fault } from '../fault.js'
import type { JsonObject } from '../store/json.js'
import type { BucketRecord, ObjectRecord } from '../store/records.js'
import type { Store } from '../store/store.js'
import { dayNumberOf, isIntelligent } from '../tiering/tier-of.js'
import { versioningOf } from '../versioning.js'
import type { LifecycleAction } from './due-action.js'

/** Does with a version what its rules want, unless somebody changed it since it was read. What is locked waits until it is not. */
export async function performAction(
  { store, clock }: Pick<BehaviourContext, 'store' | 'clock'>,
  bucket: BucketRecord,
  record: ObjectRecord,
  action: LifecycleAction,
): Promise<void> {
  try {
    await perform(store, bucket, record, action, clock.now())
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'ObjectLocked')) throw error
  }
}

async function perform(store: Store, bucket: BucketRecord, record: ObjectRecord, action: LifecycleAction, nowMs: number): Promise<void> {
  const { key, versionId } = record
  const address = { bucket: bucket.name, key }
  const condition = (current: ObjectRecord | undefined) => isSame(current, record)
  switch (action.kind) {
    case 'expire':
      await store.deleteObject({ ...address, versioning: versioningOf(bucket), condition })
      break
    case 'remove':
      await store.deleteVersion({ ...address, versionId, condition })
      break
    case 'transition':
      await store.updateObject({ ...address, versionId }, (current) =>
        isSame(current, record) ? moved(current, action.storageClass, nowMs) : current.attributes,
      )
  }
}

/** What of a tier or a restoration there was belongs to the old class; days without a read count from the move. */
function moved({ attributes }: ObjectRecord, storageClass: string, nowMs: number): JsonObject {
  const accessedOn = isIntelligent(storageClass) ? dayNumberOf(nowMs) : undefined
  return { ...attributes, storageClass, tier: undefined, restoration: undefined, accessedOn }
}

/** A `null` version that was written again keeps its id, but not its time. */
function isSame(current: ObjectRecord | undefined, record: ObjectRecord): boolean {
  return (
    current?.versionId === record.versionId &&
    current.modifiedAtMs === record.modifiedAtMs &&
    current.isDeleteMarker === record.isDeleteMarker &&
    current.etag === record.etag
  )
}
