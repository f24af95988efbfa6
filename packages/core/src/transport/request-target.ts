import { encodePath, percentEncode } from '@cos/signer'
import type { HttpRequest } from './transport.js'

/** Path and query as they stand in the request line. A sub-resource is a bare word. */
export function requestTarget(request: Pick<HttpRequest, 'path' | 'query'>): string {
  const words = Object.entries(request.query).map(([name, value]) => percentEncode(name) + (value && `=${percentEncode(value)}`))
  return encodePath(request.path) + (words.length > 0 ? `?${words.join('&')}` : '')
}
