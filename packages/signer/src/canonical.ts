import { percentEncode } from './encode.js'
import { isSignedHeader } from './is-signed-header.js'
import type { SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'

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

/** Looks at what is about to be signed, and the name before it; throws for what cannot be. */
export type Inspect = (list: 'query' | 'headers', name: string, value: unknown, previous: string | undefined) => void

/** Picks the signed parts of a request that is known to be good, or that `inspect` looks at. */
export function canonicalRequest(
  { method, path, host, query, headers }: SignableRequest,
  { signHost = true, signHeader = isSignedHeader, signParameter = () => true }: SignOptions,
  inspect?: Inspect,
): CanonicalRequest {
  const parameters = listOf('query', query, signParameter, inspect)
  const isSigned = (name: string) => (name === 'host' ? signHost : signHeader(name))
  return { method: method.toLowerCase(), path, parameters, headers: listOf('headers', headers, isSigned, inspect, host) }
}

function listOf(
  list: 'query' | 'headers',
  given: SignableRequest['query'],
  isSigned: (name: string) => boolean,
  inspect: Inspect | undefined,
  host?: string,
): CanonicalList {
  const names: string[] = []
  const values: string[] = []
  /** Insertion sort: the lists are short, and mostly in order already. */
  const insert = (key: string, value: string | undefined): void => {
    const name = canonicalName(key)
    if (value === undefined || !isSigned(name)) return
    let at = names.length
    for (; at && names[at - 1]! > name; at--) {
      names[at] = names[at - 1]!
      values[at] = values[at - 1]!
    }
    inspect?.(list, name, value, names[at - 1])
    names[at] = name
    // HTTP drops white space around a header, so the signature must not cover it.
    values[at] = list === 'headers' ? value.trim() : value
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
