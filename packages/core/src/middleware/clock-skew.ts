import type { Clock } from '../client/clock.js'
import { isServiceError } from '../errors/service-error.js'
import { isStream } from '../transport/chunks-of.js'
import type { RequestMiddleware } from './compose.js'

const smallestSkewMs = 30_000
/** Over plain HTTP anybody on the way can claim a time; a day covers a wrong time zone and no more. */
const largestPlainSkewMs = 24 * 3_600_000

/** A clock, and how far that of the service is ahead of it; shared by all requests of a client. */
export interface ServiceClock {
  readonly clock: Clock
  skewMs: number
}

/** Learns the service's time from the answer that refuses ours, and repeats the attempt once with it. */
export function clockSkew(service: ServiceClock): RequestMiddleware {
  return async (request, next) => {
    const skewBeforeMs = service.skewMs
    try {
      return await next(request)
    } catch (error) {
      if (!isServiceError(error)) throw error
      // An answer to HEAD says no more than 403; a clock that is far off is reason enough to try once more.
      const isRefused = error.status === 403 && request.method === 'HEAD'
      if (!isRefused && !/^RequestTimeTooSkewed|^AccessDenied.*Request has expired/.test(error.message)) throw error
      const skewMs = Date.parse(error.headers['date'] ?? '') - service.clock.now()
      const isNew = Math.abs(skewMs - skewBeforeMs) >= smallestSkewMs
      const isTooFar = request.protocol === 'http:' && Math.abs(skewMs) > largestPlainSkewMs
      if (!isNew || isTooFar || isStream(request.body)) throw error
      service.skewMs = skewMs
      return next(request)
    }
  }
}
