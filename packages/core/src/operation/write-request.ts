import { formatScalar, XmlError } from '@cos/xml'
import { InputError } from '../errors/input-error.js'
import { isBlob } from '../transport/chunks-of.js'
import type { Body, HttpRequest } from '../transport/transport.js'
import { checkBucket, checkKey } from './address.js'
import type { CodecSchema } from './bindings.js'
import type { AnyOperation } from './define-operation.js'
import { type Place, placesOf } from './places.js'

/** Where a request goes: what an endpoint makes of a bucket and a region. */
export interface Target {
  readonly protocol: 'http:' | 'https:'
  readonly host: string
  readonly connectTo?: string | undefined
  /** Stands before the key, without a slash at its end: `/photos-1250000000` in path style. Default none. */
  readonly basePath?: string | undefined
}

/** Finds the target of a bucket, or of the service when there is no bucket. */
export type TargetOf = (bucket: string | undefined) => Target

type Values = Readonly<Record<string, unknown>>

/** Writes the HTTP request of an operation. Bad input is refused by an {@link InputError} that names the member. */
export function writeRequest(operation: AnyOperation, input: unknown, targetOf: TargetOf, region?: string): HttpRequest {
  if (typeof input !== 'object' || input === null) throw new InputError('must be an object', { member: 'input' })
  const values = input as Values
  const { route, input: places } = placesOf(operation)
  const bucket = route.hasBucket ? checkBucket(values['bucket']) : undefined
  const key = route.hasKey ? checkKey(values['key']) : ''
  operation.check?.(input as never)
  const target = targetOf(bucket)

  const query: Record<string, string> = {}
  for (const word of route.words) query[word] = ''
  for (const place of places.query) {
    const text = textOf(place, values, region)
    if (text !== undefined) query[place.name] = text
  }
  const headers: Record<string, string> = {}
  for (const place of places.header) {
    const text = textOf(place, values, region)
    if (text !== undefined) headers[place.name] = checkHeader(text, place.member)
  }
  for (const place of places.headers) addHeaders(headers, place, values[place.member])

  const body = places.document ? documentOf(operation, values, headers) : bytesOf(places.bytes, values)
  const sizeBytes = sizeOf(body)
  // A length given by the caller stands for bodies whose length cannot be seen.
  if (sizeBytes !== undefined) headers['content-length'] = String(sizeBytes)
  // Only where HTTP expects a body: undici leaves the header out elsewhere, and it would be missing from what was signed.
  else if (body === undefined && (route.method === 'PUT' || route.method === 'POST')) headers['content-length'] = '0'
  return {
    operation,
    attempt: 1,
    method: route.method,
    protocol: target.protocol,
    host: target.host,
    connectTo: target.connectTo,
    path: `${target.basePath ?? ''}/${key}`,
    query,
    headers,
    body,
  }
}

function textOf(place: Place, values: Values, region: string | undefined): string | undefined {
  const value = values[place.member] ?? place.default
  if (value === undefined) {
    if (place.isOptional) return undefined
    throw new InputError('is required', { member: place.member })
  }
  const { schema } = place
  return asInput(place.member, () =>
    schema.kind === 'codec' ? (schema as CodecSchema).format(value, place.member, region) : formatScalar(schema, value, place.member),
  )
}

function checkHeader(text: string, member: string): string {
  if (/[^\t\x20-\x7e]/.test(text)) {
    throw new InputError('may hold printable ASCII only; percent-encode other characters', { member })
  }
  return text
}

function addHeaders(headers: Record<string, string>, place: Place, value: unknown): void {
  if (value === undefined) {
    if (place.isOptional) return
    throw new InputError('is required', { member: place.member })
  }
  if (typeof value !== 'object' || value === null) throw new InputError('must be an object of texts', { member: place.member })
  for (const [name, text] of Object.entries(value)) {
    const member = `${place.member}.${name}`
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new InputError('is not a header name', { member })
    if (typeof text !== 'string') throw new InputError('must be text', { member })
    const headerName = place.name + name.toLowerCase()
    if (headerName in headers) throw new InputError('is given twice; header names have no upper case', { member })
    headers[headerName] = checkHeader(text, member)
  }
}

function documentOf(operation: AnyOperation, values: Values, headers: Record<string, string>): Uint8Array {
  const { root, schema, write } = placesOf(operation).input.document!
  const bytes = new TextEncoder().encode(asInput(root, () => write!(root, schema, values)))
  headers['content-type'] = 'application/xml'
  if (operation.digest) headers[operation.digest.header] = operation.digest.digest(bytes)
  return bytes
}

function bytesOf(place: Place | undefined, values: Values): Body | undefined {
  if (!place) return undefined
  const { member } = place
  const value = values[member]
  if (value === undefined) {
    // `{ body: undefined }` is a bug of the caller, not an empty object.
    if (place.isOptional && !(member in values)) return undefined
    throw new InputError("is undefined; give '' for an empty object", { member })
  }
  if (typeof value === 'string') return new TextEncoder().encode(value)
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  const isStream = typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || 'getReader' in value)
  if (typeof value === 'function' || isBlob(value) || isStream) return value as Body
  throw new InputError('must be text, bytes, a Blob, a stream of bytes, or a function that returns one of these', { member })
}

/** Length of a body in bytes, when it can be seen without reading. */
export function sizeOf(body: Body | undefined): number | undefined {
  if (body instanceof Uint8Array) return body.byteLength
  if (isBlob(body)) return body.size
  return undefined
}

function asInput<T>(member: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof XmlError) throw new InputError(error.problem, { member: error.path || member, cause: error })
    throw error
  }
}
