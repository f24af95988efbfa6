import { type CredentialProvider, type Credentials, type SignableRequest, signUnchecked } from '@cos/signer'
import { abortable } from '../client/clock.js'
import type { Shared } from '../client/cos-client.js'
import { isStream } from '../transport/chunks-of.js'
import type { HttpRequest } from '../transport/transport.js'
import { checkCredentials } from './check-credentials.js'
import type { ServiceClock } from './clock-skew.js'
import type { RequestMiddleware } from './compose.js'

/** Signs a request: for pages that hold no keys and ask a back end to sign. */
export type Signer = (request: HttpRequest) => Promise<HttpRequest>

/** Signs each attempt anew, with host, headers and the whole query covered; or lets a function of the user's do it. */
export function signRequests(shared: Shared): RequestMiddleware {
  const { signer, credentials, signatureExpiresInSeconds } = shared.options
  return async (request, next) => {
    if (request.operation.isUnsigned) return await next(request)
    // Waiting for what comes next takes fewer turns of the loop than returning it.
    if (signer) return await next(await abortable(signer(request), request.signal))
    if (credentials === 'anonymous') return await next(request)
    const keys = typeof credentials === 'function' ? await resolve(credentials, request.signal) : credentials
    const { body } = request
    const headers: Record<string, string> = { ...request.headers, ...tokenOf(keys) }
    const signed = { ...request, headers }
    // `fetch` sends a stream in chunks and drops its length, so that must not be part of the signature.
    const isChunked = isStream(body) || typeof body === 'function'
    const signable = isChunked ? { ...signed, headers: { ...headers, 'content-length': undefined } } : signed
    headers['authorization'] = signatureOf(shared, signable, keys, signatureExpiresInSeconds)
    return await next(signed)
  }
}

/** The token of temporary credentials, as a header or a parameter. */
export function tokenOf({ securityToken }: Credentials): Readonly<Record<string, string>> | undefined {
  return securityToken ? { 'x-cos-security-token': securityToken } : undefined
}

/** Waits for credentials and refuses those that cannot be right. */
export async function resolve(source: Credentials | CredentialProvider, signal: AbortSignal | undefined): Promise<Credentials> {
  const credentials = typeof source === 'function' ? await abortable(Promise.resolve(source()), signal) : source
  checkCredentials(credentials)
  return credentials
}

/** Signs a request that has its token. The signature begins a minute early, because clocks differ. */
export function signatureOf(
  { clock, skewMs }: ServiceClock,
  request: SignableRequest,
  keys: Credentials,
  expiresInSeconds = 900,
  options?: { readonly signHost: boolean },
): string {
  const startsAt = Math.floor((clock.now() + skewMs) / 1000) - 60
  return signUnchecked(request, keys, `${startsAt};${startsAt + expiresInSeconds}`, options)
}
