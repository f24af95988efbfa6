import { type ObjectTag, tagsOf } from '../object-tags.js'
import type { ObjectRecord } from '../store/records.js'
import type { LifecycleRule } from './rule.js'

/** Which objects a rule is for: one of a lifecycle, or of tiers. */
export interface RuleScope {
  readonly status: LifecycleRule['status']
  readonly filter?: LifecycleRule['filter']
  readonly prefix?: string | undefined
}

/** Tells whether a rule acts, and is for this version of an object. */
export function appliesTo(rule: RuleScope, record: ObjectRecord): boolean {
  if (!appliesToKey(rule, record.key)) return false
  const and = rule.filter?.and
  if (!hasAll(tagsOf(record), tagsIn(rule))) return false
  // A delete marker has no size to compare.
  const { objectSizeGreaterThan: above = -1, objectSizeLessThan: below = Number.POSITIVE_INFINITY } = (!record.isDeleteMarker && and) || {}
  return record.sizeBytes > above && record.sizeBytes < below
}

/** The same for an unfinished upload: it has no tags and no size yet, so a rule that asks for them is not for it. */
export function appliesToUpload(rule: RuleScope, key: string): boolean {
  const and = rule.filter?.and
  const asksForMore = tagsIn(rule).length > 0 || and?.objectSizeGreaterThan !== undefined || and?.objectSizeLessThan !== undefined
  return !asksForMore && appliesToKey(rule, key)
}

/** What the keys of a rule's objects begin with. */
export function prefixOf({ filter, prefix }: RuleScope): string {
  return filter?.and?.prefix ?? filter?.prefix ?? prefix ?? ''
}

function appliesToKey(rule: RuleScope, key: string): boolean {
  const notEquals = rule.filter?.and?.prefixNotEquals
  return rule.status === 'Enabled' && key.startsWith(prefixOf(rule)) && !(notEquals && key.startsWith(notEquals))
}

function tagsIn({ filter }: RuleScope): readonly ObjectTag[] {
  return filter?.and?.tags ?? (filter?.tag ? [filter.tag] : [])
}

function hasAll(tags: readonly ObjectTag[], wanted: readonly ObjectTag[]): boolean {
  return wanted.every(({ key, value }) => tags.some((tag) => tag.key === key && tag.value === value))
}
