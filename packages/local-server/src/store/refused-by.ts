import type { Condition, ObjectAddress } from './store.js'
import { type StoreContext, toObjectRecord } from './store-context.js'
import { findVersion } from './versions.js'

/** Asks a condition about what the key holds now; gives the refusal, if it is one. */
export function refusedBy(context: StoreContext, address: ObjectAddress, condition: Condition) {
  const found = findVersion(context, address, 'blobs')
  const current = found && toObjectRecord(address.bucket, found.row, found.isLatest)
  return condition(current) ? undefined : ({ outcome: 'condition-failed', current } as const)
}
