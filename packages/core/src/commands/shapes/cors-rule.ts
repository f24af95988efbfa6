import { element, integer, list, oneOf, optional, string, struct, unknownElements } from '@cos/xml'

/** Which pages may send what. */
export const corsRule = struct({
  id: optional(element('ID')),
  /** At least one: `https://example.com`, with one `*` for any text, or `*` for every origin. */
  allowedOrigins: element('AllowedOrigin', list(string)),
  /** At least one. */
  allowedMethods: element('AllowedMethod', list(oneOf('GET', 'PUT', 'HEAD', 'POST', 'DELETE'))),
  /** Headers a page may send, with one `*` for any text. Default: none but those that need no permission. */
  allowedHeaders: optional(element('AllowedHeader', list(string))),
  /** Headers a page may read, each in full: `ETag`, `x-cos-request-id`. Default: none but those that need no permission. */
  exposeHeaders: optional(element('ExposeHeader', list(string))),
  /** How long a browser may remember the answer to a preflight. Default: as the browser likes. */
  maxAgeSeconds: optional(integer),
  unknown: unknownElements,
})
