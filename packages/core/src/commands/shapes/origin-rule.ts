import { element, integer, list, oneOf, optional, string, struct, unknownElements } from '@cos/xml'
import { originInfo } from './origin-info.js'
import { originParameter } from './origin-parameter.js'

/** Where some of the objects come from that a bucket does not have. */
export const originRule = struct({
  /** Its place among the rules, smaller ones first; no two rules have the same. Default: after those that have one. */
  rulePriority: optional(integer),
  /** `Mirror` fetches and stores the object, `Proxy` fetches it without storing, `Redirect` sends the caller to the origin. */
  originType: oneOf('Mirror', 'Proxy', 'Redirect'),
  /** Default: every object that is missing. */
  originCondition: optional(
    struct({
      /** 404: the object is missing. */
      httpStatusCode: optional(element('HTTPStatusCode', integer)),
      /** Beginning of the key. Default: any. */
      prefix: optional(string),
      /** End of the key. Default: any. */
      suffix: optional(string),
      unknown: unknownElements,
    }),
  ),
  originParameter: optional(originParameter),
  originInfo,
  /** Statuses of the origin on which the next host is asked. */
  httpStandbyCodes: optional(element('HTTPStandbyCode', list(integer, 'StatusCode'))),
  unknown: unknownElements,
})
