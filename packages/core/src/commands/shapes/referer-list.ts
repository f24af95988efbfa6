import { element, list, oneOf, optional, string, unknownElements } from '@cos/xml'
import { ruleStatus } from './rule-status.js'

/** The pages that a referer configuration is about. */
export const refererList = {
  /** Hosts of pages, with a port if need be and `*` for any text, or addresses: `*.example.com`, `example.com:8080`, `10.0.0.1`. */
  domains: element('DomainList', list(string, 'Domain')),
  /** Whether requests that name no page are served. Default `Deny`. */
  emptyReferConfiguration: optional(oneOf('Allow', 'Deny')),
  /** Whether presigned URLs are held to the list too. Default `Disabled`. */
  verifySignatureUrl: optional(element('VerifySignatureURL', ruleStatus)),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
