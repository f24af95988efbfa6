import { InputError } from '@cos/core'
import { fromBase64 } from '../bytes/base64.js'
import { deriveBytes } from '../bytes/derive-bytes.js'
import { joinBytes } from '../bytes/join-bytes.js'
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
    const nonce = crypto.getRandomValues(new Uint8Array(12))
    const { key, algorithm } = await this.#prepare(context, nonce)
    return joinBytes([nonce, new Uint8Array(await crypto.subtle.encrypt(algorithm, key, new Uint8Array(dataKey)))])
  }

  /** Undoes {@link wrap}. */
  async unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array> {
    const own = new Uint8Array(wrapped)
    const { key, algorithm } = await this.#prepare(context, own.subarray(0, 12))
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, own.subarray(12)))
  }

  async #prepare(context: string, nonce: Uint8Array<ArrayBuffer>) {
    if (this.#bytes.byteLength !== 32) throw new InputError('must be an AES key of 32 bytes to write this format', { member: 'keys' })
    const binding = new TextEncoder().encode(context)
    const own = await deriveBytes(this.#bytes, new Uint8Array(0), joinBytes([new TextEncoder().encode('cos-chunked-1 wrap '), binding]))
    const key = await crypto.subtle.importKey('raw', own, 'AES-GCM', false, ['encrypt', 'decrypt'])
    return { key, algorithm: { name: 'AES-GCM', iv: nonce, additionalData: binding } }
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
  return crypto.getRandomValues(new Uint8Array(32))
}
