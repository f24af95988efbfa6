import { dayMs } from '../day.js'
import type { ObjectRecord } from '../store/records.js'
import { appliesTo } from './applies-to.js'
import type { LifecycleRule } from './rule.js'

/** When a current version expires, and by which rule. */
export interface Expiration {
  readonly atMs: number
  readonly ruleId: string | undefined
}

/** Finds when a current version expires. Of several rules the earliest counts [?]. */
export function expirationOf(rules: readonly LifecycleRule[], record: ObjectRecord): Expiration | undefined {
  let earliest: Expiration | undefined
  for (const rule of rules) {
    const atMs = instantOf(rule.expiration, record.modifiedAtMs)
    if (atMs === undefined || (earliest && earliest.atMs <= atMs) || !appliesTo(rule, record)) continue
    earliest = { atMs, ruleId: rule.id }
  }
  return earliest
}

/** When an action by days or by date is due; undefined when it is by neither. */
export function instantOf(
  when: { readonly days?: number | undefined; readonly date?: Date | undefined } | undefined,
  sinceMs: number,
): number | undefined {
  if (when?.days !== undefined) return sinceMs + when.days * dayMs
  return when?.date?.getTime()
}
