import type { Clock } from '../client/clock.js'
import { isServiceError } from '../errors/service-error.js'
import type { RequestMiddleware } from './compose.js'

const smallestSkewMs = 30_000
/** Over plain HTTP anybody on the way can claim a time; a day covers a wrong time zone and no more. */
const largestPlainSkewMs = 24 * 3_600_000

/** How far the clock of the service is ahead of ours; shared by all requests of a client. */
export interface ClockOffset {
  milliseconds: number
}

/** Learns the service's time from the answer that refuses ours, and repeats the attempt once with it. */
export function clockSkew(offset: ClockOffset, clock: Clock): RequestMiddleware {
  return async (request, next) => {
    const offsetBefore = offset.milliseconds
    try {
      return await next(request)
    } catch (error) {
      if (!isServiceError(error) || !isTimeRefused(error.code, error.message)) throw error
      const serverTime = Date.parse(error.headers['date'] ?? '')
      const milliseconds = serverTime - clock.now()
      const isTooFar = request.protocol === 'http:' && Math.abs(milliseconds) > largestPlainSkewMs
      if (!(Math.abs(milliseconds - offsetBefore) >= smallestSkewMs) || isTooFar || isSpent(request.body)) throw error
      offset.milliseconds = milliseconds
      return next(request)
    }
  }
}

function isTimeRefused(code: string, message: string): boolean {
  return code === 'RequestTimeTooSkewed' || (code === 'AccessDenied' && message.includes('Request has expired'))
}

function isSpent(body: unknown): boolean {
  return typeof body === 'object' && body !== null && (Symbol.asyncIterator in body || 'getReader' in body)
}
