import { boolean, element, optional, string, urlEncodable } from '@cos/xml'

/** What every listing of a bucket says of itself. */
export const listEcho = {
  /** @internal decides whether the texts below are decoded */
  encodingType: optional(element('EncodingType', string, ['Encoding-Type', 'Encoding-type'])),
  prefix: optional(urlEncodable),
  // Whether COS encodes the delimiter is not confirmed by two sources [?]; decoding it is harmless for usual ones.
  delimiter: optional(element('Delimiter', urlEncodable, ['delimiter'])),
  /** True when another page follows. */
  isTruncated: boolean,
}
