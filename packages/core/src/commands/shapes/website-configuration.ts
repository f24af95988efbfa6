import { element, list, optional, string, struct, unknownElements } from '@cos/xml'
import { ruleStatus } from './rule-status.js'
import { webProtocol } from './web-protocol.js'
import { websiteRoutingRule } from './website-routing-rule.js'

/** How a bucket answers as a website. */
export const websiteConfiguration = {
  indexDocument: struct({
    /** Name of the page that stands for its folder: `index.html`. */
    suffix: string,
    unknown: unknownElements,
  }),
  /** Sends everybody to the same address by another protocol. */
  redirectAllRequestsTo: optional(struct({ protocol: webProtocol, unknown: unknownElements })),
  /** Whether addresses without the extension `.html` find their page. Default `Disabled`. */
  autoAddressing: optional(struct({ status: ruleStatus, unknown: unknownElements })),
  errorDocument: optional(
    struct({
      /** Key of the page that is shown for errors. */
      key: string,
      /** `Enabled` keeps the status of the error, `Disabled` answers 200. Default `Enabled`. */
      originalHttpStatus: optional(ruleStatus),
      /** Whether a page about missing children is shown for what is not there. */
      charity404: optional(element('Charity404', ruleStatus)),
      unknown: unknownElements,
    }),
  ),
  /** At most 100 rules, tried in order; the first that matches counts. */
  routingRules: optional(list(websiteRoutingRule, 'RoutingRule')),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
