import type { RequestMiddleware } from './compose.js'

type Part = RequestMiddleware | false | undefined

/** The parts of {@link defaultStack} that depend on a client's options. */
export interface StackParts {
  /** The user's own, once per attempt. */
  readonly requests: readonly RequestMiddleware[]
  readonly verifySent: Part
  readonly backupHost: Part
  readonly clockSkew: Part
  readonly sign: Part
  readonly throwServiceErrors: Part
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
  const own: readonly Part[] = [parts.verifySent, parts.backupHost, parts.clockSkew, parts.sign, parts.throwServiceErrors]
  return [...parts.requests, ...own.filter((middleware) => !!middleware)]
}
