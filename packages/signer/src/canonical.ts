import { percentEncode } from './encode.js'
import type { Hasher } from './hasher/hasher.js'
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
export function canonicalRequest(
  { method, path, host, query, headers }: SignableRequest,
  { signHost = true, signHeader = isSignedHeader, signParameter = () => true }: SignOptions,
): CanonicalRequest {
  if (!method) throw new SignerError('method', 'is missing')
  if (path?.[0] !== '/') throw new SignerError('path', 'must begin with /')
  const parameters = listOf('query', query, signParameter)
  const signed = listOf('headers', headers, (name) => (name === 'host' ? signHost : signHeader(name)))
  if (signHost) {
    insert(signed, 'host', host, 'headers')
    if (!signed.names.includes('host')) throw new SignerError('host', 'is missing')
  }
  return { method: method.toLowerCase(), path, parameters, headers: signed }
}

type Member = 'query' | 'headers'

function listOf(member: Member, given: SignableRequest[Member], isSigned: (name: string) => boolean): CanonicalList {
  const list: CanonicalList = { names: [], values: [] }
  for (const key in given) {
    const name = canonicalName(key)
    if (isSigned(name)) insert(list, name, given[key], member)
  }
  return list
}

/** Encodes a name as the lists hold it: the escapes end up in lower case, too. */
export function canonicalName(name: string): string {
  return percentEncode(name).toLowerCase()
}

/** Writes the HttpString: method, path, parameters and headers, a line each. */
export function writeHttpString(hasher: Hasher, { method, path, parameters, headers }: CanonicalRequest): void {
  // A text that was refused half-way must not stand before this one.
  hasher.clear()
  hasher.write(method, '\n')
  // The path alone is not encoded: the service decodes it before it computes.
  hasher.write(path, '\n')
  writeList(hasher, parameters)
  writeList(hasher, headers)
}

/** The HttpString as text, for people to compare. */
export function httpStringOf({ method, path, parameters, headers }: CanonicalRequest): string {
  return `${method}\n${path}\n${listText(parameters)}\n${listText(headers)}\n`
}

function listText({ names, values }: CanonicalList): string {
  return names.map((name, index) => `${name}=${percentEncode(values[index]!)}`).join('&')
}

function writeList(hasher: Hasher, { names, values }: CanonicalList): void {
  const last = names.length - 1
  if (last < 0) hasher.write('', '\n')
  for (let index = 0; index <= last; index++) {
    hasher.write(names[index]!, '=')
    hasher.write(values[index]!, index < last ? '&' : '\n', true)
  }
}

/** Insertion sort: the lists are short, and mostly in order already. */
function insert({ names, values }: CanonicalList, name: string, value: string | undefined, member: Member): void {
  if (value === undefined) return
  if (typeof value !== 'string' || (member === 'headers' && /[\0\r\n]/.test(value))) {
    throw new SignerError(`${member}.${name}`, 'must be text, one line in a header')
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
