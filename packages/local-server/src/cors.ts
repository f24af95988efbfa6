import { Fault } from './fault.js'
import type { ServerAnswer, ServerRequest } from './server-request.js'

/** Answers to pages of other origins. */
export interface Cors {
  /** Answers a preflight; undefined when the request is none. */
  preflight(request: ServerRequest): ServerAnswer | undefined
  /** Headers that let a page read the answer. */
  headersFor(request: ServerRequest): Readonly<Record<string, string>>
}

const exposed = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Content-Length',
  'Content-Range',
  'Date',
  'ETag',
  'Last-Modified',
  'x-cos-copy-source-version-id',
  'x-cos-delete-marker',
  'x-cos-hash-crc64ecma',
  'x-cos-next-append-position',
  'x-cos-object-type',
  'x-cos-request-id',
  'x-cos-storage-class',
  'x-cos-trace-id',
  'x-cos-version-id',
  'x-cos-bucket-region',
  // Names of user metadata cannot be listed beforehand; to requests without cookies the star means every header.
  '*',
].join(', ')
const none = {}

/** Prepares answers to pages of these origins, `*` for all. Without origins, buckets have no CORS rule: preflights are refused. */
export function createCors(allowOrigins: readonly string[]): Cors {
  const isAllowed = (origin: string) => allowOrigins.includes('*') || allowOrigins.includes(origin)
  return {
    preflight({ method, headers }) {
      if (method !== 'OPTIONS') return undefined
      const { origin } = headers
      const wanted = headers['access-control-request-method']
      if (!origin || !wanted) throw new Fault('InvalidArgument', { message: 'OPTIONS needs Origin and Access-Control-Request-Method.' })
      if (!isAllowed(origin)) throw new Fault('AccessForbidden')
      return {
        status: 200,
        headers: {
          'access-control-allow-methods': 'GET, PUT, POST, DELETE, HEAD',
          'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
          'access-control-max-age': '600',
          'content-length': '0',
        },
        body: undefined,
      }
    },
    headersFor({ headers: { origin } }) {
      if (!origin || allowOrigins.length === 0 || !isAllowed(origin)) return none
      return {
        'access-control-allow-origin': allowOrigins.includes('*') ? '*' : origin,
        'access-control-expose-headers': exposed,
        vary: 'Origin',
      }
    },
  }
}
