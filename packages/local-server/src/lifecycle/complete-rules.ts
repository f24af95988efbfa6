import { randomBytes } from 'node:crypto'
import type { LifecycleRule } from './rule.js'

/** Gives every lifecycle rule an ID [?] and the new form of its filter. */
export function completeRules(rules: readonly LifecycleRule[]): LifecycleRule[] {
  return rules.map(
    ({ prefix, filter, ...rule }) =>
      ({ ...rule, id: rule.id || randomBytes(8).toString('hex'), filter: filter ?? { prefix } }) as LifecycleRule,
  )
}
