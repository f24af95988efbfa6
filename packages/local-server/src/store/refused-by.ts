import type { Condition, ObjectAddress, Versioning } from './store.js'
import { type StoreContext, toObjectRecord } from './store-context.js'
import { findVersion } from './versions.js'

/** Asks a condition about what the key holds now; gives the refusal, if it is one. */
export function refusedBy(context: StoreContext, { bucket, key }: ObjectAddress, condition: Condition, versioning: Versioning) {
  const recordOf = (versionId?: string) => {
    const found = findVersion(context, { bucket, key, versionId }, 'blobs')
    return found && toObjectRecord(bucket, found.row, found.isLatest)
  }
  const current = recordOf()
  // With versioning enabled everything stays; else the newest makes way, or, of a key with several versions, the null version.
  const doomed = versioning === 'enabled' ? undefined : versioning === 'never' ? current : recordOf('null')
  return condition(current, doomed) ? undefined : ({ outcome: 'condition-failed', current } as const)
}
