import type { Credentials } from './credentials.js'
import { RefusalError } from './refusal.js'

/**
 * Finds the secret of a SecretId; undefined for an unknown one. A plain text is a secret key. Returning the same object each
 * time lets the key schedule be kept with it.
 */
export type SecretLookup = (secretId: string) => Pick<Credentials, 'secretKey' | 'securityToken' | 'expiresAt'> | string | undefined

/** @internal Finds the credentials of a request and checks the token that goes with it. */
export function checkSigner(secretId: string, lookup: SecretLookup, token: string | undefined, now: number): Credentials {
  // The service refuses an id with spaces around it, so a lookup that trims must not let it pass.
  const found = /^\S+$/.test(secretId) ? lookup(secretId) : undefined
  if (found === undefined) throw new RefusalError('InvalidAccessKeyId', 'The Access Key Id you provided does not exist in our records.')
  const { secretKey, securityToken, expiresAt } = typeof found === 'string' ? { secretKey: found } : (found as Partial<Credentials>)
  if (securityToken && !isEqual(securityToken, token ?? '')) {
    throw new RefusalError(
      'InvalidToken',
      token === undefined ? 'The security token is missing.' : 'The security token is not that of the SecretId.',
    )
  }
  if (expiresAt && expiresAt.getTime() <= now * 1000) throw new RefusalError('ExpiredToken', 'The security token has expired.')
  const known = typeof found === 'object' && (found as Partial<Credentials>).secretId === secretId
  return known ? (found as Credentials) : { secretId, secretKey: secretKey! }
}

/** @internal Checks one window, `<start>;<end>`, and gives its two ends. */
export function checkWindow(text: string, now: number): readonly [startsAt: number, endsAt: number] {
  const match = /^(\d{1,12});(\d{1,12})$/.exec(text)
  if (!match) throw new RefusalError('AccessDenied', 'The time window must be two numbers of Unix seconds.')
  const [startsAt, endsAt] = [Number(match[1]), Number(match[2])]
  // Clients match this sentence to set their clock.
  if (now > endsAt) throw new RefusalError('AccessDenied', 'Request has expired')
  if (now < startsAt) throw new RefusalError('RequestTimeTooSkewed', 'The signature is not valid yet: compare the clocks.')
  return [startsAt, endsAt]
}

/** @internal Compares without telling by its time where two texts part. */
export function isEqual(first: string, second: string): boolean {
  let difference = first.length ^ second.length
  for (let index = 0; index < first.length; index++) difference |= first.charCodeAt(index) ^ second.charCodeAt(index)
  return difference === 0
}
