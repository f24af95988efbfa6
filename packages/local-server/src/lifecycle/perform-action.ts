import { Fault } from '../fault.js'
import type { BucketRecord, ObjectRecord } from '../store/records.js'
import type { Store } from '../store/store.js'
import { versioningOf } from '../versioning.js'
import type { LifecycleAction } from './due-action.js'

/** Does with a version what its rules want, unless somebody changed it since it was read. What is locked waits until it is not. */
export async function performAction(store: Store, bucket: BucketRecord, record: ObjectRecord, action: LifecycleAction): Promise<void> {
  try {
    await perform(store, bucket, record, action)
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'ObjectLocked')) throw error
  }
}

async function perform(store: Store, bucket: BucketRecord, record: ObjectRecord, action: LifecycleAction): Promise<void> {
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
        isSame(current, record) ? { ...current.attributes, storageClass: action.storageClass } : current.attributes,
      )
  }
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
