import type { AnyOperation } from '@cos/core'
import { placesOf } from '@cos/core/server'
import type { RequestAddress } from './address.js'

/** What decides which operation a request means. */
export interface DispatchRequest {
  readonly method: string
  readonly address: RequestAddress
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}

interface Candidate {
  readonly operation: AnyOperation
  readonly query: readonly string[]
  readonly headers: readonly string[]
}

/**
 * Prepares the choice of an operation: by method and level (service, bucket, object), then the one with the most required
 * parameters and headers, all of which must be there.
 */
export function createDispatch(operations: readonly AnyOperation[]): (request: DispatchRequest) => AnyOperation | undefined {
  const candidates = new Map<string, Candidate[]>()
  for (const operation of operations) {
    const { route, input } = placesOf(operation)
    const level = levelOf(route.method, route.hasBucket, route.hasKey)
    const query = [...route.words, ...input.query.filter(({ isOptional }) => !isOptional).map(({ name }) => name)]
    // A sub-resource says enough: what else is missing then is a mistake of its operation, not another operation.
    const headers = route.words.length > 0 ? [] : input.header.filter(({ isOptional }) => !isOptional).map(({ name }) => name)
    candidates.set(level, [...(candidates.get(level) ?? []), { operation, query, headers }])
  }
  for (const list of candidates.values()) list.sort((first, second) => conditions(second) - conditions(first))
  return ({ method, address, query, headers }) =>
    candidates
      .get(levelOf(method, address.bucket !== undefined, address.key !== undefined))
      ?.find((candidate) => candidate.query.every((name) => name in query) && candidate.headers.every((name) => headers[name]))?.operation
}

function levelOf(method: string, hasBucket: boolean, hasKey: boolean): string {
  return `${method} ${hasBucket ? (hasKey ? 'object' : 'bucket') : 'service'}`
}

function conditions({ query, headers }: Candidate): number {
  return query.length + headers.length
}
