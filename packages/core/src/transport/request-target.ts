import type { HttpRequest } from './transport.js'

const bare = /^[A-Za-z\d\-._~/]*$/

/** Percent-encodes as COS does: only letters, digits and `-._~` stay. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/**
 * The path as it stands in the request line. Slashes stay, except around dot segments: `a/../b` becomes `a/..%2Fb`,
 * which the service decodes to the same key and which no URL parser or proxy collapses into another one.
 */
export function encodePath(path: string): string {
  if (!path.includes('./') && !path.includes('/.')) {
    return bare.test(path) ? path : path.split('/').map(percentEncode).join('/')
  }
  return path
    .split('/')
    .map(percentEncode)
    .join('/')
    .replace(/\.\//g, '.%2F')
    .replace(/(?<!^)\/(\.{1,2})$/, '%2F$1')
}

/** Path and query as they stand in the request line. A sub-resource is a bare word. */
export function requestTarget(request: Pick<HttpRequest, 'path' | 'query'>): string {
  let query = ''
  for (const name in request.query) {
    const value = request.query[name]!
    query += `${query ? '&' : '?'}${percentEncode(name)}${value === '' ? '' : `=${percentEncode(value)}`}`
  }
  return encodePath(request.path) + query
}
