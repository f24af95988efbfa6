import { boolean, element, list, optional, unknownElements } from '@cos/xml'
import { corsRule } from './cors-rule.js'

/** Which pages of other origins may use a bucket. */
export const corsConfiguration = {
  /** 1 to 100 rules, tried in order; the first that matches counts. */
  rules: element('CORSRule', list(corsRule)),
  /** Whether every answer gets `Vary: Origin, …`, for caches that stand between. Default false. */
  responseVary: optional(boolean),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
