import { RequestHasher } from '#hasher'
import type { Credentials } from './credentials.js'
import type { Hasher, HmacKey } from './hasher/hasher.js'
import { SignerError } from './signer-error.js'

/** What signing with one pair of keys needs again and again. */
export interface SigningKey {
  readonly secretId: string
  readonly secretKey: string
  readonly hasher: Hasher
  /** The secret key itself: how a live channel is signed. */
  readonly secret: HmacKey
  /** The window of the last signature, `<start>;<end>`, and the key derived for it. */
  keyTime: string
  signKey: HmacKey
}

/** Lives as long as the credentials do. Keys are never looked up by value, so nothing secret is kept alive here. */
const signingKeys = /* @__PURE__ */ new WeakMap<Credentials, SigningKey>()

/** Finds or makes the signing key of credentials, and derives its SignKey for a window unless the last signature had the same. */
export function signingKeyOf(credentials: Credentials, keyTime: string): SigningKey {
  const { secretId, secretKey } = credentials
  let key = signingKeys.get(credentials)
  if (key?.secretId !== secretId || key.secretKey !== secretKey) {
    // A space at the ends comes from copying. The id also stands in the signature line, whose separators it must not hold.
    checkText(secretId, 'secretId', /^[^\s&]+$/)
    checkText(secretKey, 'secretKey', /^\S(.*\S)?$/s)
    const hasher: Hasher = new RequestHasher()
    hasher.write(secretKey)
    const secret = hasher.key()
    signingKeys.set(credentials, (key = { secretId, secretKey, hasher, secret, keyTime: '', signKey: secret }))
  }
  if (key.keyTime !== keyTime) {
    const { hasher } = key
    key.keyTime = keyTime
    hasher.write(keyTime)
    // The key of the second step is the hex text of the first.
    hasher.write(hasher.hmac(key.secret))
    key.signKey = hasher.key()
  }
  return key
}

function checkText(value: string, name: string, pattern: RegExp): void {
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw new SignerError(`credentials.${name}`, 'must be text without spaces around it')
  }
}
