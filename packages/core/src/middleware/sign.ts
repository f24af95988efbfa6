import { type CredentialProvider, type Credentials, sign as signRequest } from '@cos/signer'
import { abortable, type Clock } from '../client/clock.js'
import type { HttpRequest } from '../transport/transport.js'
import type { ClockOffset } from './clock-skew.js'
import type { RequestMiddleware } from './compose.js'

/** Signs a request: for pages that hold no keys and ask a back end to sign. */
export type Signer = (request: HttpRequest) => Promise<HttpRequest>

/** What the signature needs besides the request. */
export interface SignSettings {
  readonly credentials: Credentials | CredentialProvider
  readonly clock: Clock
  readonly offset: ClockOffset
  /** How long a signature is good for, in seconds. */
  readonly expiresInSeconds: number
}

/** Signs each attempt anew, with host, headers and the whole query covered. */
export function sign(settings: SignSettings): RequestMiddleware {
  const { credentials: source, clock, offset, expiresInSeconds } = settings
  return async (request, next) => {
    const credentials = typeof source === 'function' ? await abortable(Promise.resolve(source()), request.signal) : source
    const headers: Record<string, string> = { ...request.headers, host: request.host }
    if (credentials.securityToken) headers['x-cos-security-token'] = credentials.securityToken
    const startsAt = signingTime(clock, offset)
    headers['authorization'] = signRequest({ method: request.method, path: request.path, query: request.query, headers }, credentials, {
      startsAt,
      expiresInSeconds,
    })
    return next({ ...request, headers })
  }
}

/** Unix seconds at which a signature begins: a minute early, because clocks differ. */
export function signingTime(clock: Clock, offset: ClockOffset): number {
  return Math.floor((clock.now() + offset.milliseconds) / 1000) - 60
}

/** Lets a function of the user's sign. */
export function signWith(signer: Signer): RequestMiddleware {
  return async (request, next) => next(await abortable(signer(request), request.signal))
}
