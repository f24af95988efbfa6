import type { Credentials } from './credentials.js'
import { percentEncode } from './encode.js'
import { encodePath } from './encode-path.js'
import { isSignatureField } from './is-signature-field.js'
import { sign } from './sign.js'
import type { SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'
import { SignerError } from './signer-error.js'

/**
 * Signs a request in its query: gives the parameters to add, decoded and in order. They are the seven `q-*` fields and, for
 * temporary credentials, `x-cos-security-token`, which is signed with the other parameters.
 *
 * Whoever uses the URL must send the signed method and exactly the signed headers.
 */
export function presign(request: SignableRequest, credentials: Credentials, options: SignOptions = {}): Record<string, string> {
  const { securityToken } = credentials
  const token: Record<string, string> = securityToken ? { 'x-cos-security-token': securityToken } : {}
  for (const name in request.query) {
    const isTaken = isSignatureField(name) || (securityToken && name.toLowerCase() === 'x-cos-security-token')
    if (isTaken) throw new SignerError(`query.${name}`, 'is set by the signature itself')
  }
  const line = sign({ ...request, query: { ...request.query, ...token } }, credentials, options)
  const fields = line.split('&').map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)] as const)
  return { ...Object.fromEntries(fields), ...token }
}

/** Options of {@link presignUrl}. */
export interface PresignUrlOptions extends SignOptions {
  /** Default `https:`. */
  readonly protocol?: 'http:' | 'https:' | undefined
}

/** Signs a request in its query and writes the whole URL: the fields, the token, then the request's own parameters. */
export function presignUrl(request: SignableRequest, credentials: Credentials, options: PresignUrlOptions = {}): string {
  const host = hostOf(request)
  if (/^\/\.{1,2}$/.test(request.path)) throw new SignerError('path', 'names a key that no URL can hold: "." or ".."')
  const query = { ...presign(request, credentials, options), ...request.query }
  const text = Object.entries(query)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
  return `${options.protocol ?? 'https:'}//${host}${encodePath(request.path)}?${text.join('&')}`
}

function hostOf({ host, headers }: SignableRequest): string {
  const name = Object.keys(headers ?? {}).find((given) => given.toLowerCase() === 'host')
  const value = host ?? (name && headers?.[name])
  if (!value) throw new SignerError('host', 'is missing')
  return value
}
