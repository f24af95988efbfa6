import { percentEncode } from './encode.js'
import type { Hasher } from './hasher.js'
import { isSignedHeader } from './is-signed-header.js'
import type { SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'
import { SignerError } from './signer-error.js'

/** Names, encoded and in lower case, sorted by bytes; values as given, at the same places. */
export interface CanonicalList {
  readonly names: string[]
  readonly values: string[]
}

/** The signed parts of a request. */
export interface CanonicalRequest {
  readonly method: string
  readonly path: string
  readonly parameters: CanonicalList
  readonly headers: CanonicalList
}

/** Picks the signed parts of a request, checked. */
export function canonicalRequest(request: SignableRequest, options: SignOptions): CanonicalRequest {
  const { method, path, host, query, headers } = request
  const { signHost = true, signHeader = isSignedHeader, signParameter } = options
  if (!method) throw new SignerError('method', 'is missing')
  if (path?.[0] !== '/') throw new SignerError('path', 'must begin with a slash')
  const parameters: CanonicalList = { names: [], values: [] }
  const signed: CanonicalList = { names: [], values: [] }
  for (const given in query) {
    const name = canonicalName(given)
    if (!signParameter || signParameter(name)) insert(parameters, name, query[given], `query`)
  }
  if (signHost && host !== undefined) insert(signed, 'host', host, 'headers')
  for (const given in headers) {
    const name = canonicalName(given)
    if (name === 'host' ? signHost : signHeader(name)) insert(signed, name, headers[given], 'headers')
  }
  if (signHost && !signed.names.includes('host')) throw new SignerError('host', 'is missing')
  return { method: method.toLowerCase(), path, parameters, headers: signed }
}

/** Encodes a name as the lists hold it: the escapes end up in lower case, too. */
export function canonicalName(name: string): string {
  return /^[a-z\d._~-]*$/.test(name) ? name : percentEncode(name).toLowerCase()
}

/** Writes the HttpString: method, path, parameters and headers, a line each. */
export function writeHttpString(hasher: Hasher, { method, path, parameters, headers }: CanonicalRequest): void {
  // A text that was refused half-way must not stand before this one.
  hasher.length = 0
  hasher.write(method, false, LINE_FEED)
  // The path alone is not encoded: the service decodes it before it computes.
  hasher.write(path, false, LINE_FEED)
  writeList(hasher, parameters)
  writeList(hasher, headers)
}

const LINE_FEED = 10

/** The HttpString as text, for people to compare. */
export function httpStringOf({ method, path, parameters, headers }: CanonicalRequest): string {
  return `${method}\n${path}\n${listText(parameters)}\n${listText(headers)}\n`
}

function listText({ names, values }: CanonicalList): string {
  return names.map((name, index) => `${name}=${percentEncode(values[index]!)}`).join('&')
}

function writeList(hasher: Hasher, { names, values }: CanonicalList): void {
  const last = names.length - 1
  if (last < 0) hasher.write('', false, LINE_FEED)
  for (let index = 0; index <= last; index++) {
    hasher.write(names[index]!, false, 61 /* = */)
    hasher.write(values[index]!, true, index < last ? 38 /* & */ : LINE_FEED)
  }
}

/** Insertion sort: the lists are short, and mostly in order already. */
function insert({ names, values }: CanonicalList, name: string, value: string | undefined, member: 'query' | 'headers'): void {
  if (value === undefined) return
  if (typeof value !== 'string' || (member === 'headers' && /[\0\r\n]/.test(value))) {
    throw new SignerError(`${member}.${name}`, 'must be text, and one line if it is a header')
  }
  let at = names.length
  for (; at && names[at - 1]! > name; at--) {
    names[at] = names[at - 1]!
    values[at] = values[at - 1]!
  }
  if (names[at - 1] === name) throw new SignerError(`${member}.${name}`, 'is given twice')
  names[at] = name
  // HTTP drops white space around a header, so the signature must not cover it.
  values[at] = member === 'headers' ? value.trim() : value
}
