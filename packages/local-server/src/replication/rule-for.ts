import { encryptionOfAttributes } from '../encryption.js'
import { tagsOf } from '../object-tags.js'
import type { ObjectRecord } from '../store/records.js'
import type { ReplicationRule } from './rule.js'

/** What rules ask of a version. */
export type Replicable = Pick<ObjectRecord, 'key' | 'isAppendable' | 'isDeleteMarker' | 'attributes'>

/** Finds the rule that copies a version: of those that match, the one of the greatest priority, else the first. */
export function ruleFor(rules: readonly ReplicationRule[], record: Replicable): ReplicationRule | undefined {
  // What was copied is not copied on, so that two buckets may copy to each other. Appendable objects are never copied.
  if (record.isAppendable || record.attributes['replicationStatus'] === 'Replica') return undefined
  const matching = rules.filter((rule) => rule.status === 'Enabled' && matches(rule, record))
  return matching.sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0))[0]
}

/** What the keys of a rule's objects begin with. */
export function prefixOf({ filter, prefix }: ReplicationRule): string {
  return prefix ?? filter?.and?.prefix ?? filter?.prefix ?? ''
}

function matches(rule: ReplicationRule, record: Replicable): boolean {
  if (!record.key.startsWith(prefixOf(rule))) return false
  const wantedTags = rule.filter?.and?.tags ?? []
  // A delete marker has no tags: under a rule that asks for some it would hide what was never copied. [?] Not sourced.
  if (record.isDeleteMarker) return wantedTags.length === 0 && rule.deleteMarkerReplication?.status !== 'Disabled'
  // Nobody but the caller can read what is encrypted with the caller's key.
  const encryption = encryptionOfAttributes(record.attributes)?.kind
  if (encryption === 'customer') return false
  if (encryption === 'cos/kms' && rule.sourceSelectionCriteria?.sseKmsEncryptedObjects.status !== 'Enabled') return false
  const tags = tagsOf(record)
  return wantedTags.every((wanted) => tags.some(({ key, value }) => key === wanted.key && value === wanted.value))
}
