import type { PutBucketObjectLockConfigurationInput } from '@cos/core'
import { Fault } from './fault.js'
import type { Call } from './handlers/handler.js'
import { readAttributes } from './object-attributes.js'
import type { ObjectRecord } from './store/records.js'

/** Object lock of a bucket. */
export type ObjectLock = Omit<PutBucketObjectLockConfigurationInput, 'bucket'>

const dayMs = 24 * 60 * 60_000

/** When a version is no longer locked, in Unix milliseconds: the later of its own date and the bucket's. */
export function lockedUntilMs(record: ObjectRecord, lock: ObjectLock): number {
  if (record.isDeleteMarker) return 0
  const { retention } = readAttributes(record.attributes)
  const days = lock.rule?.defaultRetention.days ?? 0
  return Math.max(retention?.retainUntilMs ?? 0, days === 0 ? 0 : record.modifiedAtMs + days * dayMs)
}

/** Refuses a lock that is weaker than the one there is. */
export async function checkLock(lock: ObjectLock, { bucket, configurations }: Call): Promise<void> {
  const before = await configurations.get(bucket.name, 'object-lock')
  const days = lock.rule?.defaultRetention.days ?? 0
  if (days < (before?.rule?.defaultRetention.days ?? 0)) throw new Fault('InvalidLockedTime')
}
