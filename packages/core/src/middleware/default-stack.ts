import type { Shared } from '../client/cos-client.js'
import { clockSkew } from './clock-skew.js'
import type { RequestMiddleware } from './compose.js'
import { signRequests } from './sign.js'
import { throwServiceErrors } from './throw-service-errors.js'

/**
 * The order of an attempt, from the outside in:
 *
 * ```
 * the user's requests → verify → resume → backup-host → clock-skew → sign → throw-service-errors → transport
 * ```
 *
 * Checks of what was sent stand outside of signing, because a repetition after a clock correction sends again, and outside of
 * resuming, because they are of all bytes that came; the host is settled before it is signed; errors are thrown innermost, so that everything outside sees one kind of failure.
 */
export function defaultStack(shared: Shared): readonly RequestMiddleware[] {
  const { verifyChecksums = true, correctClockSkew = true, backupHost } = shared.options
  return [
    verifyChecksums && verify,
    resume(shared),
    backupHost?.middleware,
    correctClockSkew && clockSkew(shared),
    signRequests(shared),
    throwServiceErrors,
  ].filter((middleware) => !!middleware)
}

const verify: RequestMiddleware = (request, next) => request.operation.checksum?.verify(request, next) ?? next(request)

const resume =
  (shared: Shared): RequestMiddleware =>
  (request, next) =>
    request.operation.resume?.(request, next, shared) ?? next(request)
