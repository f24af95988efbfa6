import { element, list, struct, urlEncodable } from '@cos/xml'

/** What the delimiter of a listing folded. */
export const commonPrefixes = element('CommonPrefixes', list(struct({ prefix: urlEncodable })), ['CommonPrefixs'])
