import { InputError } from '@cos/core'
import { readRsaKey } from '#rsa'
import { modulusBytes, type RsaKeySource, type RsaNumbers } from '../rsa/rsa-numbers.js'
import { checkKeyId } from './check-key-id.js'
import type { MasterKey } from './master-key.js'

/** Options of {@link rsaKey}: a pair, or one half of it. The public key encrypts, the private one decrypts. */
export type RsaKeyOptions = {
  /** Opens an encrypted private key. Outside of Node those of PKCS #8 with PBES2 and AES can be opened. */
  readonly passphrase?: string | undefined
  /** Names the key in envelopes. Default `default`. */
  readonly id?: string | undefined
} & (
  | {
      /** PEM text, DER bytes or a JSON Web Key. Default: the public half of `privateKey`. */
      readonly publicKey: RsaKeySource
      readonly privateKey?: RsaKeySource | undefined
    }
  | {
      readonly publicKey?: RsaKeySource | undefined
      /** PEM text, DER bytes or a JSON Web Key; PKCS #1 or PKCS #8. Needed for reading only. */
      readonly privateKey: RsaKeySource
    }
)

/** An RSA pair as a master key. It shows nothing of itself in logs or JSON. */
export class RsaKey implements MasterKey {
  readonly id: string
  readonly algorithm = 'RSA-OAEP-256'
  readonly #numbers: RsaNumbers

  /** @internal use {@link rsaKey} */
  constructor(id: string, numbers: RsaNumbers) {
    this.id = id
    this.#numbers = numbers
  }

  /** @internal the key itself, for the formats of other clients */
  static numbersOf(key: RsaKey): RsaNumbers {
    return key.#numbers
  }

  /** RSAES-OAEP with SHA-256, also inside of MGF1, and an empty label. The public key is public: it proves no author. */
  async wrap(dataKey: Uint8Array): Promise<Uint8Array> {
    const { kty, n, e } = this.#numbers
    const key = await crypto.subtle.importKey('jwk', { kty, n, e }, oaep, false, ['encrypt'])
    return new Uint8Array(await crypto.subtle.encrypt(oaep, key, new Uint8Array(dataKey)))
  }

  /** Undoes {@link wrap}. */
  async unwrap(wrapped: Uint8Array): Promise<Uint8Array> {
    const key = await crypto.subtle.importKey('jwk', privateNumbers(this), oaep, false, ['decrypt'])
    return new Uint8Array(await crypto.subtle.decrypt(oaep, key, new Uint8Array(wrapped)))
  }
}

const oaep = { name: 'RSA-OAEP', hash: 'SHA-256' }

/** @internal the numbers of a key that can decrypt */
export function privateNumbers(key: RsaKey): RsaNumbers & { d: string } {
  const numbers = RsaKey.numbersOf(key)
  if (numbers.d === undefined) throw new InputError('has no private key, which reading needs', { member: 'keys' })
  return { ...numbers, d: numbers.d }
}

/**
 * Makes a master key of an RSA pair, 2048 bits or more. Throws an `InputError` for a key that cannot be read or a passphrase
 * that does not open it, without quoting either, and for halves that do not belong together.
 */
export async function rsaKey(options: RsaKeyOptions): Promise<RsaKey> {
  const { publicKey, privateKey, passphrase, id = 'default' } = options
  checkKeyId(id)
  const numbers = privateKey === undefined ? undefined : await readRsaKey(privateKey, passphrase)
  if (privateKey !== undefined && numbers?.d === undefined) {
    throw new InputError('is no RSA private key in PEM, DER or JWK, or the passphrase does not open it', { member: 'privateKey' })
  }
  const open = publicKey === undefined ? numbers : await readRsaKey(publicKey, undefined)
  if (!open) throw new InputError('is no RSA public key in PEM, DER or JWK', { member: 'publicKey' })
  if (numbers && (numbers.n !== open.n || numbers.e !== open.e))
    throw new InputError('does not belong to privateKey', { member: 'publicKey' })
  if (modulusBytes(open) < 256)
    throw new InputError('has less than 2048 bits', { member: publicKey === undefined ? 'privateKey' : 'publicKey' })
  return new RsaKey(id, numbers ?? { kty: 'RSA', n: open.n, e: open.e })
}
