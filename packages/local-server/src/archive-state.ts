import type { RestoreState } from '@cos/core'
import { readAttributes } from './object-attributes.js'
import type { ObjectRecord } from './store/records.js'
import { isArchiveTier, tierOf } from './tiering/tier-of.js'

/** How fast a restoration is. */
export type RestoreTier = 'Expedited' | 'Standard' | 'Bulk'

/** What is remembered of a restoration. */
export type Restoration = {
  readonly tier: RestoreTier
  readonly requestedAtMs: number
  /** When the object can be read. */
  readonly readyAtMs: number
  /** When it no longer can; undefined when it then can for good. */
  readonly expiresAtMs?: number | undefined
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** The shortest time that COS names for each. */
const durations = {
  ARCHIVE: { Expedited: minuteMs, Standard: 3 * hourMs, Bulk: 5 * hourMs },
  DEEP_ARCHIVE: { Expedited: undefined, Standard: 12 * hourMs, Bulk: 24 * hourMs },
} as const

/** Whether an object can be read, and what became of its restoration. */
export type ArchiveState = 'not-archived' | 'archived' | 'restoring' | 'restored'

/** Tells the state of an object at an instant. */
export function archiveStateOf(record: ObjectRecord, nowMs: number): ArchiveState {
  const { storageClass = '', restoration } = readAttributes(record.attributes)
  if (!storageClass.endsWith('ARCHIVE') && !isArchiveTier(tierOf(record, nowMs))) return 'not-archived'
  if (restoration === undefined || nowMs >= (restoration.expiresAtMs ?? Number.POSITIVE_INFINITY)) return 'archived'
  return nowMs < restoration.readyAtMs ? 'restoring' : 'restored'
}

/** Tells whether an object must be restored before it can be read. */
export function isArchived(record: ObjectRecord, nowMs: number): boolean {
  const state = archiveStateOf(record, nowMs)
  return state === 'archived' || state === 'restoring'
}

/** How long a restoration from a storage class or tier takes; undefined where it cannot be that fast. */
export function restoreDurationMs(from: string, tier: RestoreTier): number | undefined {
  return durations[from.includes('DEEP_ARCHIVE') ? 'DEEP_ARCHIVE' : 'ARCHIVE'][tier]
}

/** What answers about an object say of its restoration. */
export function restoreHeadOf(record: ObjectRecord, nowMs: number): { restore?: RestoreState; restoreStatus?: string } {
  const { restoration } = readAttributes(record.attributes)
  const state = archiveStateOf(record, nowMs)
  if (restoration === undefined || (state !== 'restoring' && state !== 'restored')) return {}
  if (state === 'restored') return { restore: { isOngoing: false, expiresAt: new Date(restoration.expiresAtMs!) } }
  const requestDate = new Date(restoration.requestedAtMs).toUTCString()
  return { restore: { isOngoing: true }, restoreStatus: `tier="${restoration.tier.toLowerCase()}"; request-date="${requestDate}"` }
}
