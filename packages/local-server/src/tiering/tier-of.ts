import { dayMs } from '../day.js'
import { readAttributes } from '../object-attributes.js'
import type { ObjectRecord } from '../store/records.js'

/** Where an object of an intelligent class is, from hot to cold. What answers call the archive tiers is not sourced [?]. */
export type Tier = 'FREQUENT' | 'INFREQUENT' | 'ARCHIVE_ACCESS' | 'DEEP_ARCHIVE_ACCESS'

/** Tells the tier of an object; undefined for one of another class. */
export function tierOf(record: ObjectRecord, nowMs: number): Tier | undefined {
  const { storageClass, tier = 'FREQUENT', restoration } = readAttributes(record.attributes)
  if (!isIntelligent(storageClass)) return undefined
  // A restoration out of an archive tier is for good: it ends in the frequent one.
  return isArchiveTier(tier) && restoration && nowMs >= restoration.readyAtMs ? 'FREQUENT' : tier
}

/** The day of the last use of an object, as far as it is known. */
export function lastUseOf({ attributes, modifiedAtMs }: ObjectRecord): number {
  const { accessedOn, restoration } = readAttributes(attributes)
  return Math.max(accessedOn ?? 0, dayNumberOf(modifiedAtMs), restoration ? dayNumberOf(restoration.readyAtMs) : 0)
}

/** Tells whether objects of a class move between tiers. */
export function isIntelligent(storageClass: string | undefined): boolean {
  return storageClass?.endsWith('INTELLIGENT_TIERING') ?? false
}

/** Tells whether objects of a tier must be restored before they can be read. */
export function isArchiveTier(tier: Tier | undefined): boolean {
  return tier === 'ARCHIVE_ACCESS' || tier === 'DEEP_ARCHIVE_ACCESS'
}

/** Days since 1970, of UTC. */
export function dayNumberOf(atMs: number): number {
  return Math.floor(atMs / dayMs)
}
