import { element, list, unknownElements } from '@cos/xml'
import { originRule } from './origin-rule.js'

/** Where objects come from that a bucket does not have. */
export const originConfiguration = {
  /** Rules, the one with the smallest `rulePriority` first. */
  rules: element('OriginRule', list(originRule)),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
