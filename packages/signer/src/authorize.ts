import type { Credentials } from './credentials.js'
import { sign } from './sign.js'
import type { SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'

/** Options of {@link authorize}. */
export interface AuthorizeOptions extends SignOptions {
  /** Header that carries the token of temporary credentials. Default `x-cos-security-token`; CI hosts want `x-ci-security-token`. */
  readonly tokenHeader?: 'x-cos-security-token' | 'x-ci-security-token' | undefined
}

/**
 * Gives the headers that authorize a request: `authorization` and, for temporary credentials, the token, which is signed
 * with the rest. Without credentials the request is anonymous and the answer empty.
 */
export function authorize(
  request: SignableRequest,
  credentials: Credentials | undefined,
  options: AuthorizeOptions = {},
): Record<string, string> {
  if (credentials === undefined) return {}
  const { securityToken } = credentials
  if (!securityToken) return { authorization: sign(request, credentials, options) }
  const token = { [options.tokenHeader ?? 'x-cos-security-token']: securityToken }
  return { ...token, authorization: sign({ ...request, headers: { ...request.headers, ...token } }, credentials, options) }
}
