import { hasher } from '#hasher'
import { type CanonicalRequest, canonicalRequest } from './canonical.js'
import type { Credentials } from './credentials.js'
import { keyTimeOf, type SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'
import { type SigningKey, signingKeyOf } from './signing-key.js'

/**
 * Signs a request: gives the value of its `Authorization` header. The request must already hold everything it will be sent
 * with, the `x-cos-security-token` header of temporary credentials included; `authorize` sees to that.
 *
 * Throws a `SignerError` for input that cannot be signed: no host, a name given twice, a header of two lines, empty keys.
 */
export function sign(request: SignableRequest, credentials: Credentials, options: SignOptions = {}): string {
  const canonical = canonicalRequest(request, options)
  const { headers, parameters } = canonical
  const keyTime = keyTimeOf(options)
  const key = signingKeyOf(credentials, keyTime)
  return `q-sign-algorithm=sha1&q-ak=${key.secretId}&q-sign-time=${keyTime}&q-key-time=${keyTime}&q-header-list=${headers.names.join(';')}&q-url-param-list=${parameters.names.join(';')}&q-signature=${signatureOf(key, canonical, keyTime)}`
}

/** Computes the `q-signature` of a canonical request with a key. */
export function signatureOf(key: SigningKey, canonical: CanonicalRequest, signTime: string): string {
  return hasher.hmac(key.signKey, `sha1\n${signTime}\n${hasher.sha1OfRequest(canonical)}\n`)
}
