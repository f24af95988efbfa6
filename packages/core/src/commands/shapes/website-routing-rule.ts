import { element, exactlyOne, integerBetween, optional, string, struct, unknownElements } from '@cos/xml'
import { ruleStatus } from './rule-status.js'
import { webProtocol } from './web-protocol.js'

/** Where a website sends its visitors instead. */
export const websiteRoutingRule = struct({
  condition: exactlyOne(
    {
      /** Status of the error that would be answered, 400 to 499. */
      httpErrorCodeReturnedEquals: integerBetween(400, 499),
      /** Beginning of the key. */
      keyPrefixEquals: string,
    },
    { unknown: unknownElements },
  ),
  redirect: exactlyOne(
    {
      /** The whole key to go to. */
      replaceKeyWith: string,
      /** What stands for `keyPrefixEquals`. */
      replaceKeyPrefixWith: string,
    },
    {
      /** Default: that of the request. */
      protocol: optional(webProtocol),
      urlRedirect: optional(element('URLRedirect', ruleStatus)),
      unknown: unknownElements,
    },
  ),
  unknown: unknownElements,
})
