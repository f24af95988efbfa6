import { canonicalName } from './canonical.js'

/** A request as a server received it. */
export interface VerifiableRequest {
  /** HTTP method, any case. */
  readonly method: string
  /** Path, decoded once and not normalised; `parseTarget` gives it. */
  readonly path: string
  /** Value of the `Host` header, where `headers` does not hold it. */
  readonly host?: string | undefined
  /** Decoded query. Give entries, in wire order, where a name may be repeated. */
  readonly query?: Readonly<Record<string, string | undefined>> | readonly (readonly [name: string, value: string])[] | undefined
  /** Headers, names in any case. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined
}

/** One parameter or header of a received request. */
export interface ReceivedEntry {
  /** As given. */
  readonly given: string
  /** Encoded and in lower case: the form of the lists. */
  readonly name: string
  readonly value: string
}

/** The query of a received request. */
export function receivedParameters({ query = {} }: VerifiableRequest): ReceivedEntry[] {
  return received(Array.isArray(query) ? query : Object.entries(query))
}

/** The headers of a received request, the host among them. */
export function receivedHeaders({ host, headers = {} }: VerifiableRequest): ReceivedEntry[] {
  const entries = received(Object.entries(headers))
  const hasHost = entries.some(({ name }) => name === 'host')
  return host === undefined || hasHost ? entries : [{ given: 'host', name: 'host', value: host }, ...entries]
}

function received(entries: readonly (readonly [string, string | undefined])[]): ReceivedEntry[] {
  return entries.flatMap(([given, value]) => (value === undefined ? [] : [{ given, name: canonicalName(given), value }]))
}
