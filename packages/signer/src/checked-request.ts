import { type CanonicalRequest, canonicalRequest, type Inspect } from './canonical.js'
import type { SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'
import { refuse } from './signer-error.js'

/** Picks the signed parts of a request, and refuses what cannot be signed. */
export function checkedRequest(request: SignableRequest, options: SignOptions): CanonicalRequest {
  if (!request.method) refuse('method', 'is missing')
  if (request.path?.[0] !== '/') refuse('path', 'must begin with /')
  const canonical = canonicalRequest(request, options, inspect)
  if (options.signHost !== false && !canonical.headers.names.includes('host')) refuse('host', 'is missing')
  return canonical
}

const inspect: Inspect = (list, name, value, previous) => {
  if (name === previous) refuse(`${list}.${name}`, 'is given twice')
  if (typeof value !== 'string' || (list === 'headers' && /[\0\r\n]/.test(value))) refuse(`${list}.${name}`, 'must be one line of text')
}
