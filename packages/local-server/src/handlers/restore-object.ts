import type { RestoreObjectInput, RestoreObjectOutput } from '@cos/core'
import { archiveStateOf, type Restoration, restoreDurationMs } from '../archive-state.js'
import { Fault } from '../fault.js'
import { readAttributes } from '../object-attributes.js'
import type { ObjectRecord } from '../store/records.js'
import { updateObject } from '../update-object.js'
import type { Call, Handler } from './handler.js'

const dayMs = 24 * 60 * 60_000

/** Begins to restore an archived object; moves the end of one that is restored. */
export const restoreObject: Handler<RestoreObjectInput, RestoreObjectOutput> = async (call) => {
  let isMoved = false
  await updateObject(call, call.input, (record) => {
    isMoved = archiveStateOf(record, call.nowMs) === 'restored'
    return { ...record.attributes, restoration: restorationOf(call, record) }
  })
  // Whether COS answers 200 or 202 to a repetition is not sourced [?].
  return { output: {}, status: isMoved ? 200 : 202 }
}

function restorationOf({ input, nowMs }: Call<RestoreObjectInput>, record: ObjectRecord): Restoration {
  const { storageClass = '', restoration } = readAttributes(record.attributes)
  const { tier = 'Standard' } = input.casJobParameters ?? {}
  const lastsMs = input.days * dayMs
  switch (archiveStateOf(record, nowMs)) {
    case 'not-archived':
      throw new Fault('RestoreNonArchiveObject')
    case 'restoring':
      throw new Fault('RestoreAlreadyInProgress')
    case 'restored':
      return { ...restoration!, expiresAtMs: nowMs + lastsMs }
    case 'archived': {
      const takesMs = restoreDurationMs(storageClass, tier)
      if (takesMs === undefined) throw new Fault('InvalidArgument', { message: `Objects of ${storageClass} have no tier ${tier}.` })
      const readyAtMs = nowMs + takesMs
      return { tier, requestedAtMs: nowMs, readyAtMs, expiresAtMs: readyAtMs + lastsMs }
    }
  }
}
