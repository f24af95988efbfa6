import { element, list, unknownElements } from '@cos/xml'
import { lifecycleRule } from './lifecycle-rule.js'

/** The lifecycle of a bucket's objects. */
export const lifecycleConfiguration = {
  /** 1 to 1000 rules. Of several that are due, expiration comes first. */
  rules: element('Rule', list(lifecycleRule)),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
