import type { RequestMiddleware } from './compose.js'

/** The parts of {@link defaultStack} that depend on a client's options. */
export interface StackParts {
  /** The user's own, once per attempt. */
  readonly requests: readonly RequestMiddleware[]
  readonly backupHost: RequestMiddleware | undefined
  readonly clockSkew: RequestMiddleware
  readonly sign: RequestMiddleware | undefined
  readonly verifySent: RequestMiddleware | undefined
  readonly throwServiceErrors: RequestMiddleware
}

/**
 * The order of an attempt, from the outside in:
 *
 * ```
 * the user's requests → verify-sent → backup-host → clock-skew → sign → throw-service-errors → transport
 * ```
 *
 * Checks of what was sent stand outside of signing, because a repetition after a clock correction sends again; the host
 * is settled before it is signed; errors are thrown innermost, so that everything outside sees one kind of failure.
 */
export function defaultStack(parts: StackParts): readonly RequestMiddleware[] {
  const own = [parts.verifySent, parts.backupHost, parts.clockSkew, parts.sign, parts.throwServiceErrors]
  return [...parts.requests, ...own.filter((middleware) => middleware !== undefined)]
}
