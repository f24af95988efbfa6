import { readXml, refuseRepeated, XmlError } from '@cos/xml'
import { InputError } from '../errors/input-error.js'
import type { AnyOperation } from './define-operation.js'
import type { Place } from './layout.js'
import { type HeaderSetPlace, placesOf } from './places.js'
import { receivePrefixed } from './prefix-headers.js'
import { parseText } from './text-form.js'

/** A request as a server has it, once bucket and key are told apart. */
export interface ReceivedRequest {
  readonly method: string
  readonly bucket?: string | undefined
  /** Decoded, without its leading slash. */
  readonly key?: string | undefined
  /** Decoded. */
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array>
  /** The service beside COS that it is sent to; undefined for COS itself. */
  readonly service?: string | undefined
}

/** Finds the operation a request means: the one with the most required conditions met. */
export function matchOperation(operations: readonly AnyOperation[], request: ReceivedRequest): AnyOperation | undefined {
  let best: AnyOperation | undefined
  let mostConditions = -1
  for (const operation of operations) {
    const conditions = conditionsMet(operation, request)
    if (conditions > mostConditions) {
      best = operation
      mostConditions = conditions
    }
  }
  return best
}

function conditionsMet(operation: AnyOperation, request: ReceivedRequest): number {
  const { route, input } = placesOf(operation)
  if (operation.service?.name !== request.service) return -1
  if (route.method !== request.method || route.hasBucket !== (request.bucket !== undefined) || route.hasKey !== (request.key !== undefined))
    return -1
  // A word without a value may come with one.
  const hasWords = Object.entries(route.words).every(([name, value]) => name in request.query && (!value || request.query[name] === value))
  if (!hasWords || (input.isEmpty && request.headers['content-length'] !== '0')) return -1
  const required = [...Object.keys(route.words), ...input.query.filter((place) => !place.isOptional).map((place) => place.name)]
  const requiredHeaders = input.header.filter((place) => !place.isOptional)
  if (!required.every((name) => name in request.query) || !requiredHeaders.every((place) => request.headers[place.name])) return -1
  return required.length + requiredHeaders.length + Number(input.isEmpty)
}

/** Names of query parameters and `x-cos-` headers that an operation does not declare. */
export function undeclaredNames(operation: AnyOperation, request: ReceivedRequest): { query: string[]; headers: string[] } {
  const { route, input } = placesOf(operation)
  const names = new Set([...Object.keys(route.words), ...input.query.map((place) => place.name)])
  const headerNames = new Set([...input.header.map((place) => place.name), ...input.headerSets.flatMap((place) => place.names ?? [])])
  return {
    query: Object.keys(request.query).filter((name) => !names.has(name)),
    headers: Object.keys(request.headers).filter(
      (name) => name.startsWith('x-cos-') && !headerNames.has(name) && !input.headers.some((place) => name.startsWith(place.name)),
    ),
  }
}

/**
 * Reads the input of an operation out of a request. An {@link InputError} names the member that is wrong; `at` of its cause
 * tells whether the document was at fault.
 */
export async function readRequest(operation: AnyOperation, request: ReceivedRequest): Promise<Record<string, unknown>> {
  const { input: places, route } = placesOf(operation)
  const input: Record<string, unknown> = {}
  if (request.bucket !== undefined) input['bucket'] = request.bucket
  if (request.key !== undefined) input[route.keyMember] = request.key
  for (const place of places.query) readPlace(input, place, request.query[place.name])
  for (const place of places.header) readPlace(input, place, request.headers[place.name])
  for (const place of places.headers) {
    const found = receivePrefixed(request, place)
    if (!place.isOptional || Object.keys(found).length > 0) input[place.member] = found
  }
  for (const place of places.headerSets) readHeaderSet(input, place, request.headers)
  if (places.bytes) input[places.bytes.member] = request.body
  if (places.document) Object.assign(input, await readDocument(operation, request))
  return input
}

/** Parameters and headers with an empty value count as absent, as official clients rely on. */
function readPlace(input: Record<string, unknown>, place: Place, text: string | undefined): void {
  if (text === undefined || (text === '' && place.isOptional)) {
    if (!place.isOptional) throw new InputError('is required', { member: place.member })
    return
  }
  keep(input, place.member, () => parseText(place, text))
}

function readHeaderSet(input: Record<string, unknown>, place: HeaderSetPlace, headers: ReceivedRequest['headers']): void {
  keep(input, place.member, () => place.read!(headers, place.member))
}

function keep(input: Record<string, unknown>, member: string, read: () => unknown): void {
  try {
    const value = read()
    if (value !== undefined) input[member] = value
  } catch (error) {
    if (error instanceof XmlError) throw new InputError(error.problem, { member })
    throw error
  }
}

/** Documents that keep what is not known of them are configurations: half of what one says would be another. */
const strict = { unknown: refuseRepeated }

async function readDocument(operation: AnyOperation, request: ReceivedRequest): Promise<object> {
  const document = placesOf(operation).input.document!
  const { root, schema } = document
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of request.body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > 2 ** 21) throw new InputError('is longer than 2 MiB', { member: root })
    chunks.push(chunk)
  }
  const decoder = new TextDecoder()
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode()
  if (text === '' && 'isOptional' in document && document.isOptional) return {}
  try {
    if (document.kind === 'json') return (await document.read(root, schema, text)) as object
    return (await readXml(root, schema as never, text, 'unknown' in schema.members ? strict : {})) as object
  } catch (error) {
    if (error instanceof XmlError) throw new InputError(error.problem, { member: error.path || root, cause: error })
    throw error
  }
}
