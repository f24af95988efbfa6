import type { GetObjectRetentionInput, GetObjectRetentionOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { readAttributes } from '../object-attributes.js'
import { lockedUntilMs } from '../object-lock.js'
import { findObject } from '../read-object.js'
import type { Handler } from './handler.js'

/** Tells until when an object is locked, by its own date or by the bucket's default. */
export const getObjectRetention: Handler<GetObjectRetentionInput, GetObjectRetentionOutput> = async (call) => {
  const reader = await findObject(call, call.input.versionId)
  await reader.close()
  const lock = await call.configurations.get(call.bucket.name, 'object-lock')
  const untilMs = lock === undefined ? 0 : lockedUntilMs(reader.record, lock)
  if (untilMs === 0) throw new Fault('NoSuchObjectLockConfiguration')
  const { mode = 'COMPLIANCE' } = readAttributes(reader.record.attributes).retention ?? {}
  return { output: { retainUntilDate: new Date(untilMs), mode } }
}
