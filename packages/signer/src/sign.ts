import { type CanonicalRequest, canonicalRequest, writeHttpString } from './canonical.js'
import type { Credentials } from './credentials.js'
import { type SignOptions, windowOf } from './sign-options.js'
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
  const key = signingKeyOf(credentials)
  const [startsAt, endsAt] = windowOf(options)
  key.setWindow(startsAt, endsAt)
  return `q-sign-algorithm=sha1&q-ak=${key.secretId}&q-sign-time=${key.keyTime}&q-key-time=${key.keyTime}&q-header-list=${headers.names.join(';')}&q-url-param-list=${parameters.names.join(';')}&q-signature=${signatureOf(key, canonical, key.keyTime)}`
}

/** Computes the `q-signature` of a canonical request in the window the key was set to. */
export function signatureOf(key: SigningKey, canonical: CanonicalRequest, signTime: string): string {
  const { hasher } = key
  writeHttpString(hasher, canonical)
  hasher.sha1()
  hasher.write('sha1\n')
  hasher.write(signTime, false, 10)
  hasher.write(hasher.hex(), false, 10)
  return key.hmac()
}
