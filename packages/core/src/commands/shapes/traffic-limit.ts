import { integerBetween, optional } from '@cos/xml'
import { header } from '../../operation/bindings.js'

/** The greatest speed of one request. */
export const trafficLimit = {
  /** Greatest speed of this request, 819,200 to 838,860,800 bits per second (100 KB/s to 100 MB/s). Default: unlimited. */
  trafficLimitBitsPerSecond: optional(header('x-cos-traffic-limit', /* @__PURE__ */ integerBetween(819_200, 838_860_800))),
}
