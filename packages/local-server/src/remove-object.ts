import { Fault } from './fault.js'
import type { BucketRecord } from './store/records.js'
import type { Store } from './store/store.js'
import { checkVersionId, versioningOf } from './versioning.js'

/** What a deletion did. */
export interface Removed {
  /** The version that was asked for and is gone. */
  readonly versionId?: string | undefined
  /** The delete marker that was made, or removed. */
  readonly marker?: string | undefined
}

/** Deletes a key as the bucket's versioning wants it, or one version for good. What is not there counts as deleted. */
export async function removeObject(
  store: Store,
  bucket: BucketRecord,
  { key, versionId }: { readonly key: string; readonly versionId?: string | undefined },
): Promise<Removed> {
  if (versionId !== undefined) {
    checkVersionId(versionId)
    const { outcome, ...removed } = await store.deleteVersion({ bucket: bucket.name, key, versionId })
    const isMarker = outcome === 'deleted' && 'record' in removed && removed.record.isDeleteMarker
    return isMarker ? { versionId, marker: versionId } : { versionId }
  }
  const deleted = await store.deleteObject({ bucket: bucket.name, key, versioning: versioningOf(bucket) })
  if (deleted.outcome === 'no-such-bucket') throw new Fault('NoSuchBucket')
  return deleted.outcome === 'marked' ? { marker: deleted.record.versionId } : {}
}
