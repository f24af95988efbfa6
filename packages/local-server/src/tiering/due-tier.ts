import { appliesTo } from '../lifecycle/applies-to.js'
import type { ObjectRecord } from '../store/records.js'
import type { TieringRule } from './rules-of.js'
import { dayNumberOf, lastUseOf, type Tier, tierOf } from './tier-of.js'

const order: readonly Tier[] = ['FREQUENT', 'INFREQUENT', 'ARCHIVE_ACCESS', 'DEEP_ARCHIVE_ACCESS']

/** Finds the tier an object nobody reads is to move to now: of several the coldest. Undefined when it stays where it is. */
export function dueTier(rules: readonly TieringRule[], record: ObjectRecord, nowMs: number): Tier | undefined {
  const tier = tierOf(record, nowMs)
  if (record.isDeleteMarker || tier === undefined) return undefined
  const idleDays = dayNumberOf(nowMs) - lastUseOf(record)
  let coldest: Tier = tier
  for (const rule of rules) {
    const due = rule.tierings.filter(({ days }) => idleDays >= days)
    if (due.length === 0 || !appliesTo(rule, record)) continue
    for (const { accessTier } of due) if (order.indexOf(accessTier) > order.indexOf(coldest)) coldest = accessTier
  }
  return coldest === tier ? undefined : coldest
}
