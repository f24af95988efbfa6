import { InputError } from '@cos/core'
import { fromBase64 } from '../bytes/base64.js'
import { deriveBytes } from '../bytes/derive-bytes.js'
import { gcm } from '../bytes/gcm.js'
import { joinBytes } from '../bytes/join-bytes.js'
import { randomBytes } from '../bytes/random-bytes.js'
import { utf8 } from '../bytes/utf8.js'
import { checkKeyId } from './check-key-id.js'
import type { MasterKey } from './master-key.js'

/** Options of {@link aesKey}. */
export interface AesKeyOptions {
  /** 32 random bytes, or their base64. For the formats of other clients also 16 or 24. */
  readonly key: Uint8Array | string
  /** Names the key in envelopes. Default `default`. */
  readonly id?: string | undefined
}

/** A symmetric master key, held in memory. It shows nothing of itself in logs or JSON. */
export class AesKey implements MasterKey {
  readonly id: string
  readonly algorithm = 'A256GCM'
  readonly #bytes: Uint8Array<ArrayBuffer>

  /** @internal use {@link aesKey} */
  constructor(id: string, bytes: Uint8Array<ArrayBuffer>) {
    this.id = id
    this.#bytes = bytes
  }

  /** @internal the key itself, for the formats of other clients */
  static bytesOf(key: AesKey): Uint8Array<ArrayBuffer> {
    return key.#bytes
  }

  /**
   * AES-256-GCM under a key derived for this envelope, with a random nonce of 12 bytes in front: the random nonces of a
   * master key that wraps billions of data keys must not meet.
   */
  async wrap(dataKey: Uint8Array, context: string): Promise<Uint8Array> {
    const nonce = randomBytes(12)
    return joinBytes([nonce, await this.#apply('encrypt', nonce, dataKey, context)])
  }

  /** Undoes {@link wrap}. */
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array> {
    return this.#apply('decrypt', new Uint8Array(wrapped).subarray(0, 12), wrapped.subarray(12), context)
  }

  async #apply(use: 'encrypt' | 'decrypt', nonce: Uint8Array<ArrayBuffer>, bytes: Uint8Array, context: string): Promise<Uint8Array> {
    if (this.#bytes.byteLength !== 32) throw new InputError('must be an AES key of 32 bytes', { member: 'keys' })
    const own = await deriveBytes(this.#bytes, new Uint8Array(0), utf8(`cos-chunked-1 wrap ${context}`))
    return gcm(own, use)(nonce, bytes, utf8(context))
  }
}

/** Makes a master key of the bytes of an AES key, or of their base64. Throws an `InputError` for anything else. */
export function aesKey({ key, id = 'default' }: AesKeyOptions): AesKey {
  const bytes = typeof key === 'string' ? fromBase64(key.trim()) : key instanceof Uint8Array ? new Uint8Array(key) : undefined
  // The text is not repeated: it may be most of a key.
  if (!bytes || ![16, 24, 32].includes(bytes.byteLength)) {
    throw new InputError('must be 16, 24 or 32 bytes, or their base64', { member: 'key' })
  }
  return new AesKey(checkKeyId(id), bytes)
}

/** Makes the bytes of a new AES-256 key. Keep them: what they encrypt is lost with them. */
export function generateAesKey(): Uint8Array<ArrayBuffer> {
  return randomBytes(32)
}
