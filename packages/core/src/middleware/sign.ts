import { type CredentialProvider, type Credentials, sign } from '@cos/signer'
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
  const { signer, credentials, signatureExpiresInSeconds: expiresInSeconds } = shared.options
  return async (request, next) => {
    if (request.operation.isUnsigned) return await next(request)
    // Waiting for what comes next takes fewer turns of the loop than returning it.
    if (signer) return await next(await abortable(signer(request), request.signal))
    if (credentials === 'anonymous') return await next(request)
    const keys = typeof credentials === 'function' ? await resolve(credentials, request.signal) : credentials
    const headers: Record<string, string> = { ...request.headers }
    if (keys.securityToken) headers[tokenName] = keys.securityToken
    const { method, path, host, query } = request
    const window = { startsAt: signingTime(shared), expiresInSeconds }
    headers['authorization'] = sign({ method, path, host, query, headers: signable(request, headers) }, keys, window)
    return await next({ ...request, headers })
  }
}

/** Header, or parameter, that carries the token of temporary credentials. */
export const tokenName = 'x-cos-security-token'

/** `fetch` sends a stream in chunks and drops its length, so that must not be part of the signature. */
function signable({ body }: HttpRequest, headers: Record<string, string>): Readonly<Record<string, string | undefined>> {
  return isStream(body) || typeof body === 'function' ? { ...headers, 'content-length': undefined } : headers
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
