import { hasher } from '#hasher'
import type { CanonicalRequest } from './canonical.js'
import type { SigningKey } from './signing-key.js'

/** The value of the `Authorization` header of a request. */
export function signatureLine(canonical: CanonicalRequest, key: SigningKey, keyTime: string): string {
  const { headers, parameters } = canonical
  return `q-sign-algorithm=sha1&q-ak=${key.secretId}&q-sign-time=${keyTime}&q-key-time=${keyTime}&q-header-list=${headers.names.join(';')}&q-url-param-list=${parameters.names.join(';')}&q-signature=${signatureOf(key, canonical, keyTime)}`
}

/** Computes the `q-signature` of a canonical request with a key. */
export function signatureOf(key: SigningKey, canonical: CanonicalRequest, signTime: string): string {
  return hasher.hmac(key.signKey, `sha1\n${signTime}\n${hasher.sha1OfRequest(canonical)}\n`)
}
