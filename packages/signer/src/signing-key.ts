import { hasher } from '#hasher'
import type { Credentials } from './credentials.js'
import type { HmacKey } from './hasher/hasher.js'

/** What signing with one pair of keys needs again and again. */
export interface SigningKey {
  readonly secretId: string
  readonly secretKey: string
  /** The secret key itself: how a live channel is signed. */
  readonly secret: HmacKey
  /** The window of the last signature, `<start>;<end>`, and the key derived for it. */
  keyTime: string
  signKey: HmacKey
}

/** Lives as long as the credentials do. Keys are never looked up by value, so nothing secret is kept alive here. */
const signingKeys = /* @__PURE__ */ new WeakMap<Credentials, SigningKey>()

/** Finds or makes the signing key of credentials, and derives its SignKey for a window unless the last signature had the same. `check` sees keys that are new. */
export function signingKeyOf(credentials: Credentials, keyTime: string, check?: (credentials: Credentials) => void): SigningKey {
  const { secretId, secretKey } = credentials
  let key = signingKeys.get(credentials)
  if (key?.secretId !== secretId || key.secretKey !== secretKey) {
    check?.(credentials)
    const secret = hasher.key(secretKey)
    signingKeys.set(credentials, (key = { secretId, secretKey, secret, keyTime: '', signKey: secret }))
  }
  if (key.keyTime !== keyTime) {
    key.keyTime = keyTime
    // The key of the second step is the hex text of the first.
    key.signKey = hasher.key(hasher.hmac(key.secret, keyTime))
  }
  return key
}
