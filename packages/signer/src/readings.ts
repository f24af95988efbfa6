import type { CanonicalList, CanonicalRequest } from './canonical.js'
import type { ReceivedEntry, VerifiableRequest } from './verifiable-request.js'

type Order = (first: ReceivedEntry, second: ReceivedEntry) => number
type Change = (value: string) => string

/**
 * The texts that an honest client may have signed for what arrived, the documented one first. SDKs differ in the order of odd
 * names, in the port of the host, and in what they take a header value to be; none of it changes what the request asks for.
 */
export function* readings(
  request: VerifiableRequest,
  parameters: readonly ReceivedEntry[],
  headers: readonly ReceivedEntry[],
): Generator<CanonicalRequest> {
  const seen = new Set<string>()
  for (const [order, ofHost, ofValue] of choices()) {
    const changed = headers.map((entry) => ({ ...entry, value: (entry.name === 'host' ? ofHost : ofValue)(entry.value) }))
    const reading: CanonicalRequest = {
      method: request.method.toLowerCase(),
      path: request.path,
      parameters: listIn(order, parameters),
      headers: listIn(order, changed),
    }
    const text = JSON.stringify(reading)
    if (!seen.has(text)) yield reading
    seen.add(text)
  }
}

function choices(): (readonly [Order, Change, Change])[] {
  return orders.flatMap((order) => hostChanges.flatMap((ofHost) => valueChanges.map((ofValue) => [order, ofHost, ofValue] as const)))
}

/** By encoded name, values sorted where a name is repeated (Go); by name as given, in lower case (Node). */
const orders: readonly Order[] = [
  (first, second) => compare(first.name, second.name) || compare(first.value, second.value),
  (first, second) => compare(first.given.toLowerCase(), second.given.toLowerCase()),
]

/** As received; without the port (Python). */
const hostChanges: readonly Change[] = [
  (host) => host,
  (host) => host.replace(/:\d+$/, ''),
  (host) => host.replace(/:\d+$/, '').toLowerCase(),
]

/** As received; without the spaces that HTTP drops (Java); as the UTF-8 that a server has read byte by byte. */
const valueChanges: readonly Change[] = [(value) => value, (value) => value.trim(), (value) => utf8Of(value.trim())]

function utf8Of(value: string): string {
  if (!/[\x80-\xff]/.test(value) || /[^\0-\xff]/.test(value)) return value
  const bytes = Uint8Array.from(value, (character) => character.charCodeAt(0))
  const text = new TextDecoder().decode(bytes)
  return text.includes('\ufffd') ? value : text
}

function listIn(order: Order, entries: readonly ReceivedEntry[]): CanonicalList {
  const sorted = [...entries].sort(order)
  return { names: sorted.map(({ name }) => name), values: sorted.map(({ value }) => value) }
}

function compare(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0
}
