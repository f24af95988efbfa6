import type { Credentials } from './credentials.js'
import { Hasher, type HmacKey } from './hasher.js'
import { SignerError } from './signer-error.js'

/** What signing with one pair of keys needs again and again: scratch memory and the SignKey of the last window. */
export class SigningKey {
  readonly hasher = new Hasher()
  readonly secretId: string
  readonly secretKey: string
  /** `<start>;<end>` of the window. */
  keyTime = ''
  readonly #secret: HmacKey
  #signKey: HmacKey
  #startsAt = -1
  #endsAt = -1

  constructor({ secretId, secretKey }: Credentials) {
    // A space at the ends comes from copying. The id also stands in the signature line, whose separators it must not hold.
    checkText(secretId, 'secretId', /^[^\s&]+$/)
    checkText(secretKey, 'secretKey', /^\S(.*\S)?$/s)
    this.secretId = secretId
    this.secretKey = secretKey
    this.hasher.write(secretKey)
    this.#signKey = this.#secret = this.hasher.key()
  }

  /** Derives the SignKey of a window, unless it is that of the last signature. */
  setWindow(startsAt: number, endsAt: number): void {
    if (startsAt === this.#startsAt && endsAt === this.#endsAt) return
    this.#startsAt = startsAt
    this.#endsAt = endsAt
    this.keyTime = `${startsAt};${endsAt}`
    this.hasher.write(this.keyTime)
    this.hasher.hmac(this.#secret)
    this.hasher.write(this.hasher.hex())
    // The key of the second step is the hex text of the first.
    this.#signKey = this.hasher.key()
  }

  /** Takes the text written to the hasher: HMAC under the SignKey, in hex. */
  hmac(): string {
    this.hasher.hmac(this.#signKey)
    return this.hasher.hex()
  }

  /** The same under the secret key itself: how a live channel is signed. */
  hmacOfSecret(): string {
    this.hasher.hmac(this.#secret)
    return this.hasher.hex()
  }
}

/** Lives as long as the credentials do. Keys are never looked up by value, so nothing secret is kept alive here. */
const signingKeys = /* @__PURE__ */ new WeakMap<Credentials, SigningKey>()

/** Finds or makes the signing key of credentials. */
export function signingKeyOf(credentials: Credentials): SigningKey {
  let key = signingKeys.get(credentials)
  if (key?.secretId !== credentials.secretId || key.secretKey !== credentials.secretKey) {
    signingKeys.set(credentials, (key = new SigningKey(credentials)))
  }
  return key
}

function checkText(value: string, name: string, pattern: RegExp): void {
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw new SignerError(`credentials.${name}`, 'must be text, not empty and without spaces around it')
  }
}
