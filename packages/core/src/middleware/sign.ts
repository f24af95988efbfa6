import { authorize, type CredentialProvider, type Credentials } from '@cos/signer'
import { abortable } from '../client/clock.js'
import type { Shared } from '../client/cos-client.js'
import { isStream } from '../transport/chunks-of.js'
import type { HttpRequest } from '../transport/transport.js'
import { checkCredentials } from './check-credentials.js'
import type { ServiceClock } from './clock-skew.js'
import type { RequestMiddleware } from './compose.js'

/** Signs a request: for pages that hold no keys and ask a back end to sign. */
export type Signer = (request: HttpRequest) => Promise<HttpRequest>

/** Signs each attempt anew, with host, headers and the whole query covered. */
export function sign(shared: Shared, source: Credentials | CredentialProvider): RequestMiddleware {
  const { signatureExpiresInSeconds: expiresInSeconds } = shared.options
  const isFunction = typeof source === 'function'
  return async (request, next) => {
    const credentials = isFunction ? await resolve(source, request.signal) : source
    const authorization = authorize(signable(request), credentials, { startsAt: signingTime(shared), expiresInSeconds })
    return next({ ...request, headers: { ...request.headers, ...authorization } })
  }
}

/** `fetch` sends a stream in chunks and drops its length, so that must not be part of the signature. */
function signable(request: HttpRequest): HttpRequest {
  if (!isStream(request.body) && typeof request.body !== 'function') return request
  const { 'content-length': _, ...headers } = request.headers
  return { ...request, headers }
}

/** Waits for credentials and refuses those that cannot be right. */
export async function resolve(source: Credentials | CredentialProvider, signal: AbortSignal | undefined): Promise<Credentials> {
  const credentials = typeof source === 'function' ? await abortable(Promise.resolve(source()), signal) : source
  checkCredentials(credentials)
  return credentials
}

/** Unix seconds at which a signature begins: a minute early, because clocks differ. */
export function signingTime({ clock, skewMs }: ServiceClock): number {
  return Math.floor((clock.now() + skewMs) / 1000) - 60
}

/** Lets a function of the user's sign. */
export function signWith(signer: Signer): RequestMiddleware {
  return async (request, next) => next(await abortable(signer(request), request.signal))
}
