import type { ByteWriter } from './byte-writer.js'
import { percentEncode } from './encode.js'
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

/** Picks the signed parts of a request, checked. The order is that of the COS documentation: parameters, then headers. */
export function canonicalRequest(request: SignableRequest, options: SignOptions): CanonicalRequest {
  const { method, path, host, query, headers } = request
  const { signHost = true, signHeader = isSignedHeader, signParameter } = options
  if (!/^[a-z]+$/i.test(method)) throw new SignerError('method', 'must be the name of an HTTP method')
  if (typeof path !== 'string' || path[0] !== '/') throw new SignerError('path', 'must begin with a slash')
  const parameters: CanonicalList = { names: [], values: [] }
  const signed: CanonicalList = { names: [], values: [] }
  for (const name in query) collect(parameters, name, query[name], 'query', signParameter)
  if (signHost && host !== undefined) collect(signed, 'host', host, 'headers')
  const isAccepted = (name: string) => (name === 'host' ? signHost : signHeader(name))
  for (const name in headers) collect(signed, name, headers[name], 'headers', isAccepted)
  if (signHost && !signed.names.includes('host')) {
    throw new SignerError('host', 'is missing; without it (signHost: false) the signature is good for every bucket')
  }
  return { method: method.toLowerCase(), path, parameters, headers: signed }
}

/** Encodes a name as the lists hold it: the escapes end up in lower case, too. */
export function canonicalName(name: string): string {
  return percentEncode(name).toLowerCase()
}

/** Writes the HttpString: method, path, parameters and headers, a line each. */
export function writeHttpString(writer: ByteWriter, { method, path, parameters, headers }: CanonicalRequest): void {
  writer.write(method)
  writer.put(LINE_FEED)
  // The path alone is not encoded: the service decodes it before it computes.
  writer.write(path)
  writer.put(LINE_FEED)
  writeList(writer, parameters)
  writer.put(LINE_FEED)
  writeList(writer, headers)
  writer.put(LINE_FEED)
}

const LINE_FEED = 10

function writeList(writer: ByteWriter, { names, values }: CanonicalList): void {
  for (let index = 0; index < names.length; index++) {
    if (index) writer.put(38 /* & */)
    writer.write(names[index]!)
    writer.put(61 /* = */)
    writer.write(values[index]!, true)
  }
}

function collect(
  { names, values }: CanonicalList,
  name: string,
  value: string | undefined,
  member: 'query' | 'headers',
  isAccepted?: (name: string) => boolean,
): void {
  if (value === undefined) return
  if (typeof value !== 'string') throw new SignerError(`${member}.${name}`, 'must be text')
  const encoded = canonicalName(name)
  if (isAccepted && !isAccepted(encoded)) return
  if (member === 'headers') {
    if (/[\0\r\n]/.test(value)) throw new SignerError(`headers.${name}`, 'must be one line')
    // HTTP drops white space around a value, so the signature must not cover it.
    value = value.trim()
  }
  // Insertion sort: the lists are short, and mostly in order already.
  let at = names.length
  for (; at > 0 && names[at - 1]! > encoded; at--) {
    names[at] = names[at - 1]!
    values[at] = values[at - 1]!
  }
  if (names[at - 1] === encoded) throw new SignerError(`${member}.${name}`, 'is given twice; upper and lower case make no difference')
  names[at] = encoded
  values[at] = value
}
