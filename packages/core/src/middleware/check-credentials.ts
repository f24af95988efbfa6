import type { Credentials } from '@cos/signer'
import { refuse } from '../errors/input-error.js'
import { checkText } from '../operation/address.js'

/** Refuses keys that cannot be right, without ever showing them. */
export function checkCredentials(credentials: unknown): asserts credentials is Credentials {
  if (typeof credentials !== 'object') refuse('credentials', "must be keys, a function that returns them, or 'anonymous'")
  const { secretId, secretKey, securityToken = 'none' } = (credentials ?? {}) as Credentials
  for (const [name, value] of Object.entries({ secretId, secretKey, securityToken })) {
    // Spaces come from copying; an `&` would end the field of the signature that the id stands in.
    checkText(value, /^[!-%'-~]+$/, `credentials.${name}`, 'text without spaces or &')
  }
}
