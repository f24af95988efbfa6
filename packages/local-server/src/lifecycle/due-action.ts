import { dayMs } from '../day.js'
import { readAttributes } from '../object-attributes.js'
import type { ObjectRecord } from '../store/records.js'
import { appliesTo } from './applies-to.js'
import { expirationOf, instantOf } from './expiration-of.js'
import type { LifecycleRule, LifecycleStorageClass } from './rule.js'
import { isColder } from './storage-order.js'

/** A version or delete marker as rules see it. */
export interface LifecycleSubject {
  readonly record: ObjectRecord
  /** When a newer version took its place; undefined for the newest. */
  readonly noncurrentSinceMs: number | undefined
  /** True for the last version a key has left. */
  readonly isAlone: boolean
}

/** What is to be done: delete the key, remove the version for good, or move it to another storage class. */
export type LifecycleAction =
  | { readonly kind: 'expire' | 'remove' }
  | { readonly kind: 'transition'; readonly storageClass: LifecycleStorageClass }

/** Finds what the rules want done with a version now. Deleting comes before moving; of several moves the coldest counts. */
export function dueAction(rules: readonly LifecycleRule[], subject: LifecycleSubject, nowMs: number): LifecycleAction | undefined {
  const { record, noncurrentSinceMs } = subject
  if (noncurrentSinceMs !== undefined) return dueNoncurrent(rules, record, noncurrentSinceMs, nowMs)
  if (record.isDeleteMarker) return dueMarker(rules, subject)
  const expiration = expirationOf(rules, record)
  if (expiration && expiration.atMs <= nowMs) return { kind: 'expire' }
  const due = rules.flatMap((rule) =>
    (rule.transitions ?? []).filter((transition) => isPast(instantOf(transition, record.modifiedAtMs), nowMs) && appliesTo(rule, record)),
  )
  return transitionTo(due, record)
}

function dueMarker(rules: readonly LifecycleRule[], { record, isAlone }: LifecycleSubject): LifecycleAction | undefined {
  const isDue = isAlone && rules.some((rule) => rule.expiration?.expiredObjectDeleteMarker && appliesTo(rule, record))
  return isDue ? { kind: 'remove' } : undefined
}

function dueNoncurrent(rules: readonly LifecycleRule[], record: ObjectRecord, sinceMs: number, nowMs: number): LifecycleAction | undefined {
  const isDue = (days: number | undefined) => days !== undefined && sinceMs + days * dayMs <= nowMs
  const isOver = rules.some((rule) => isDue(rule.noncurrentVersionExpiration?.noncurrentDays) && appliesTo(rule, record))
  if (isOver) return { kind: 'remove' }
  if (record.isDeleteMarker) return undefined
  const due = rules.flatMap((rule) =>
    (rule.noncurrentVersionTransitions ?? []).filter(({ noncurrentDays }) => isDue(noncurrentDays) && appliesTo(rule, record)),
  )
  return transitionTo(due, record)
}

function transitionTo(due: readonly { readonly storageClass: LifecycleStorageClass }[], record: ObjectRecord): LifecycleAction | undefined {
  let coldest: LifecycleStorageClass | undefined
  for (const { storageClass } of due)
    if (isColder(storageClass, coldest ?? readAttributes(record.attributes).storageClass ?? 'STANDARD')) coldest = storageClass
  return coldest && { kind: 'transition', storageClass: coldest }
}

function isPast(atMs: number | undefined, nowMs: number): boolean {
  return atMs !== undefined && atMs <= nowMs
}
