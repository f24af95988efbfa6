import type { Credentials } from './credentials.js'
import { refuse } from './signer-error.js'
import { type SigningKey, signingKeyOf } from './signing-key.js'

/** Finds or makes the signing key of credentials for a window, and refuses credentials that cannot sign. */
export function checkedSigningKey(credentials: Credentials, keyTime: string): SigningKey {
  return signingKeyOf(credentials, keyTime, checkKeys)
}

/** Spaces come from copying. The id also stands in the signature line, whose separators it must not hold. */
function checkKeys(credentials: Credentials): void {
  for (const name of ['secretId', 'secretKey'] as const) {
    const value: unknown = credentials[name]
    if (typeof value !== 'string' || !/^[^\s&]+$/.test(value)) refuse(`credentials.${name}`, 'must be text without spaces')
  }
}
