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
  /** How many conditions there are. */
  readonly count: number
  readonly isMet: (request: DispatchRequest) => boolean
}

/**
 * Prepares the choice of an operation: by method and level (service, bucket, object), then the one with the most required
 * parameters and headers, all of which must be there.
 */
export function createDispatch(operations: readonly AnyOperation[]): (request: DispatchRequest) => AnyOperation | undefined {
  const candidates = new Map<string, Candidate[]>()
  for (const operation of operations) {
    const { route } = placesOf(operation)
    const level = levelOf(route.method, route.hasBucket, route.hasKey, operation.service?.name)
    candidates.set(level, [...(candidates.get(level) ?? []), candidateOf(operation)])
  }
  for (const list of candidates.values()) list.sort((first, second) => second.count - first.count)
  return (request) =>
    candidates
      .get(levelOf(request.method, request.address.bucket !== undefined, request.address.key !== undefined, serviceOf(request.address)))
      ?.find(({ isMet }) => isMet(request))?.operation
}

function candidateOf(operation: AnyOperation): Candidate {
  const { route, input } = placesOf(operation)
  const words = Object.entries(route.words)
  const names = [...words.map(([name]) => name), ...input.query.filter(({ isOptional }) => !isOptional).map(({ name }) => name)]
  const values = words.filter(([, value]) => value !== '')
  // A sub-resource says enough: what else is missing then is a mistake of its operation, not another operation.
  const required = words.length > 0 ? [] : input.header.filter(({ isOptional }) => !isOptional).map(({ name }) => name)
  return {
    operation,
    count: names.length + required.length + Number(input.isEmpty),
    isMet: ({ query, headers }) =>
      names.every((name) => name in query) &&
      values.every(([name, value]) => query[name] === value) &&
      required.every((name) => headers[name]) &&
      (!input.isEmpty || isWithoutBody(headers)),
  }
}

function isWithoutBody(headers: Readonly<Record<string, string>>): boolean {
  return Number(headers['content-length'] ?? 0) === 0 && headers['transfer-encoding'] === undefined
}

/** The service beside COS that a host stands for. */
function serviceOf({ kind }: RequestAddress): string | undefined {
  return kind === 'migration' ? kind : undefined
}

function levelOf(method: string, hasBucket: boolean, hasKey: boolean, service = 'cos'): string {
  return `${service} ${method} ${hasBucket ? (hasKey ? 'object' : 'bucket') : 'service'}`
}
