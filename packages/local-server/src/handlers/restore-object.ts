import type { RestoreObjectInput, RestoreObjectOutput } from '@cos/core'
import { archiveStateOf, type Restoration, restoreDurationMs } from '../archive-state.js'
import { dayMs } from '../day.js'
import { Fault } from '../fault.js'
import { readAttributes } from '../object-attributes.js'
import type { ObjectRecord } from '../store/records.js'
import { isIntelligent, tierOf } from '../tiering/tier-of.js'
import { updateObject } from '../update-object.js'
import type { Call, Handler } from './handler.js'

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
  const { days, casJobParameters: { tier = 'Standard' } = {} } = input
  switch (archiveStateOf(record, nowMs)) {
    case 'not-archived':
      throw new Fault('RestoreNonArchiveObject')
    case 'restoring':
      throw new Fault('RestoreAlreadyInProgress')
    case 'restored':
      return { ...restoration!, expiresAtMs: nowMs + lastsMsOf(days) }
    case 'archived': {
      const from = tierOf(record, nowMs) ?? storageClass
      const takesMs = restoreDurationMs(from, tier)
      if (takesMs === undefined) throw new Fault('InvalidArgument', { message: `Objects of ${from} have no tier ${tier}.` })
      const readyAtMs = nowMs + takesMs
      // What comes out of an archive tier stays out [?].
      const expiresAtMs = isIntelligent(storageClass) ? undefined : readyAtMs + lastsMsOf(days)
      return { tier, requestedAtMs: nowMs, readyAtMs, expiresAtMs }
    }
  }
}

function lastsMsOf(days: number | undefined): number {
  if (days === undefined) throw new Fault('MalformedXML', { message: 'RestoreRequest needs Days.' })
  return days * dayMs
}
