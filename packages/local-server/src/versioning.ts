import type { BucketRecord, ObjectRecord } from './store/records.js'
import type { Versioning } from './store/store.js'

/** Tells whether a bucket keeps versions. */
export function versioningOf({ attributes }: BucketRecord): Versioning {
  const { versioning } = attributes
  return versioning === 'enabled' || versioning === 'suspended' ? versioning : 'never'
}

/** The version id that an answer about a written object names: only while versioning is enabled. */
export function versionIdOf(record: ObjectRecord, versioning: Versioning): string | undefined {
  return versioning === 'enabled' ? record.versionId : undefined
}
