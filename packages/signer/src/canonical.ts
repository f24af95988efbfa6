import { percentEncode } from './encode.js'
import { isSignedHeader } from './is-signed-header.js'
import type { SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'
import { refuse } from './signer-error.js'

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
  if (!method) refuse('method', 'is missing')
  if (path?.[0] !== '/') refuse('path', 'must begin with /')
  const parameters = listOf('query', query, signParameter)
  const signed = listOf('headers', headers, (name) => (name === 'host' ? signHost : signHeader(name)), host)
  if (signHost && !signed.names.includes('host')) refuse('host', 'is missing')
  return { method: method.toLowerCase(), path, parameters, headers: signed }
}

function listOf(
  member: 'query' | 'headers',
  given: SignableRequest['query'],
  isSigned: (name: string) => boolean,
  host?: string,
): CanonicalList {
  const names: string[] = []
  const values: string[] = []
  const isHeaders = member === 'headers'
  /** Insertion sort: the lists are short, and mostly in order already. */
  const insert = (key: string, value: string | undefined): void => {
    const name = canonicalName(key)
    if (value === undefined || !isSigned(name)) return
    if (typeof value !== 'string' || (isHeaders && /[\0\r\n]/.test(value))) refuse(`${member}.${name}`, 'must be one line of text')
    let at = names.length
    for (; at && names[at - 1]! > name; at--) {
      names[at] = names[at - 1]!
      values[at] = values[at - 1]!
    }
    if (names[at - 1] === name) refuse(`${member}.${name}`, 'is given twice')
    names[at] = name
    // HTTP drops white space around a header, so the signature must not cover it.
    values[at] = isHeaders ? value.trim() : value
  }
  insert('host', host)
  for (const key in given) insert(key, given[key])
  return { names, values }
}

/** Encodes a name as the lists hold it: the escapes end up in lower case, too. */
export function canonicalName(name: string): string {
  return percentEncode(name).toLowerCase()
}

/** The HttpString: method, path, parameters and headers, a line each. The path alone is not encoded: the service decodes it before it computes. */
export function httpStringOf({ method, path, parameters, headers }: CanonicalRequest): string {
  return `${method}\n${path}\n${listText(parameters)}\n${listText(headers)}\n`
}

function listText({ names, values }: CanonicalList): string {
  return names.map((name, index) => `${name}=${percentEncode(values[index]!)}`).join('&')
}
