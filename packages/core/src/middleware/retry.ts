import type { Clock } from '../client/clock.js'
import { ResponseError } from '../errors/response-error.js'
import { isServiceError } from '../errors/service-error.js'
import { TransportError } from '../errors/transport-error.js'
import { isStream } from '../transport/chunks-of.js'
import type { HttpRequest } from '../transport/transport.js'

/** One failed attempt, as the policy sees it. */
export interface Failure {
  readonly error: unknown
  /** 1 for the first attempt. */
  readonly attempt: number
  /** COS name of the operation. */
  readonly operation: string
  /** Since the first attempt began. */
  readonly elapsedMs: number
  /** What the service asked for by `Retry-After`. */
  readonly retryAfterMs: number | undefined
  /** A number from 0 up to, not including, 1, from the clock. */
  readonly random: number
}

/** Decides about a failure that could be repeated: how long to wait in milliseconds, or `undefined` to stop. */
export type RetryPolicy = (failure: Failure) => number | undefined

/** Options of {@link backoff}. */
export interface BackoffOptions {
  /** Attempts in all. Default 4. */
  readonly attempts?: number | undefined
  /** Longest wait before the second attempt, in milliseconds; it doubles with each further one. Default 200. */
  readonly baseDelayMs?: number | undefined
  /** Longest wait ever, in milliseconds; also caps `Retry-After`. Default 20,000. */
  readonly maxDelayMs?: number | undefined
}

/** Exponential backoff with full jitter: a random wait up to a doubling limit. `Retry-After` of the service is honoured. */
/* @__NO_SIDE_EFFECTS__ */
export function backoff(options: BackoffOptions = {}): RetryPolicy {
  const { attempts = 4, baseDelayMs = 200, maxDelayMs = 20_000 } = options
  return ({ attempt, retryAfterMs, random }) => {
    if (attempt >= attempts) return undefined
    const jittered = random * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1))
    return retryAfterMs === undefined ? jittered : Math.min(maxDelayMs, Math.max(retryAfterMs, jittered))
  }
}

const retryableCodes =
  /^(RequestTimeout|UserNetworkTooSlow|IncompleteBody|BadDigest|(Path|Upload)Conflict|InternalError|SlowDown|ServiceUnavailable)$/

/** Tells whether an error is of the kind that a repetition may cure. */
export function isRetryable(error: unknown): boolean {
  if (isServiceError(error)) return error.status === 429 || (error.status >= 500 && error.status !== 501) || retryableCodes.test(error.code)
  if (error instanceof TransportError) return error.code !== 'DeadlineExceeded'
  return error instanceof ResponseError
}

/**
 * How many repetitions a client may spend: each costs a token, each success earns a tenth back. When the service is
 * down this keeps a fleet of clients from multiplying the load by the number of attempts.
 */
export interface RetryBudget {
  tokens: number
}

/** What a budget begins with, and the most it holds. */
export const fullBudget = 100

/** What {@link retry} needs to know. */
export interface RetryOptions {
  readonly policy: RetryPolicy
  readonly clock: Clock
  readonly budget: RetryBudget
  /** Tells whether another host may do better; see `HostSwitch`. */
  readonly canSwitchHost: ((request: HttpRequest, error: unknown) => boolean) | undefined
}

/** Repeats failed attempts as long as the policy, the budget and the nature of the request allow. */
export async function retry<T>(first: HttpRequest, attemptOnce: (request: HttpRequest) => Promise<T>, options: RetryOptions): Promise<T> {
  const { policy, clock, budget, canSwitchHost } = options
  const startedAt = clock.now()
  for (let request = first; ; ) {
    const { attempt, signal, operation } = request
    try {
      const output = await attemptOnce(request)
      budget.tokens = Math.min(fullBudget, budget.tokens + 0.1)
      return output
    } catch (error) {
      signal?.throwIfAborted()
      const now = clock.now()
      const delayMs =
        mayRepeat(request, error) && (isRetryable(error) || canSwitchHost?.(request, error))
          ? policy({
              error,
              attempt,
              operation: operation.name,
              elapsedMs: now - startedAt,
              retryAfterMs: retryAfterOf(error, now),
              random: clock.random(),
            })
          : undefined
      if (delayMs === undefined || budget.tokens < 1) throw error
      budget.tokens -= 1
      await clock.sleep(delayMs, signal)
      request = { ...first, attempt: attempt + 1, previousError: error, headers: { ...first.headers, 'x-cos-sdk-retry': 'true' } }
    }
  }
}

/** A stream can be read once. An operation that is not idempotent is repeated only when it surely was not carried out. */
function mayRepeat({ body, method, operation }: HttpRequest, error: unknown): boolean {
  if (isStream(body)) return false
  return (operation.isIdempotent ?? method !== 'POST') || (error instanceof TransportError ? !error.wasSent : isServiceError(error))
}

/** Seconds or a date. */
function retryAfterOf(error: unknown, now: number): number | undefined {
  const text = isServiceError(error) ? (error.headers['retry-after'] ?? '') : ''
  const milliseconds = Number(text) * 1000 || Date.parse(text) - now
  return milliseconds > 0 ? milliseconds : undefined
}
