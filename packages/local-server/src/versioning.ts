import { Fault } from './fault.js'
import type { BucketRecord, ObjectRecord } from './store/records.js'
import type { Versioning } from './store/store.js'
import { parseVersionId } from './store/version-id.js'

/** Tells whether a bucket keeps versions. */
export function versioningOf({ attributes }: BucketRecord): Versioning {
  const { versioning } = attributes
  return versioning === 'enabled' || versioning === 'suspended' ? versioning : 'never'
}

/** The version id that the answer to a PutObject names: only while versioning is enabled. */
export function versionIdOf(record: ObjectRecord, versioning: Versioning): string | undefined {
  return versioning === 'enabled' ? record.versionId : undefined
}

/** The version id that answers about an object name: none while versioning was never enabled. */
export function knownVersionOf(record: ObjectRecord, bucket: BucketRecord): string | undefined {
  return versioningOf(bucket) === 'never' ? undefined : record.versionId
}

/** Refuses text that is no version id. */
export function checkVersionId(versionId: string | undefined): void {
  if (versionId === undefined || versionId === 'null' || parseVersionId(versionId) !== undefined) return
  throw new Fault('InvalidArgument', { message: 'versionId: is not the id of a version.' })
}
