import { type Cipher, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Seal, Sealing } from './seal.js'

const nonceBytes = 12
const tagBytes = 16

/** Content being encrypted. */
export interface SealedStream {
  readonly seal: Seal
  /** Encrypts the next chunk into memory of its own. */
  update(chunk: Uint8Array): Uint8Array
}

/** Encrypts content with data keys of its own (AES-256-CTR, which lets any range be read), and data keys with a master key (AES-256-GCM). */
export class Keyring {
  readonly #masterKey: Uint8Array

  /** `masterKey`: 32 bytes. */
  constructor(masterKey: Uint8Array) {
    this.#masterKey = masterKey
  }

  /** Begins to encrypt a content. */
  seal(sealing: Sealing): SealedStream {
    const [dataKey, counter] = [randomBytes(32), randomBytes(16)]
    const cipher = createCipheriv('aes-256-ctr', dataKey, counter)
    const wrapped = wrap(sealing === 'store' ? this.#masterKey : sealing, dataKey)
    const by = sealing === 'store' ? 'store' : 'caller'
    return {
      seal: { dataKey: wrapped.toString('base64'), by, counter: counter.toString('base64'), offset: 0 },
      update: (chunk) => cipher.update(chunk),
    }
  }

  /** Decrypts a stretch of content. Throws when `callerKey` is not the key it was encrypted with. */
  async *open(seal: Seal, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, callerKey?: Uint8Array): AsyncGenerator<Uint8Array> {
    const cipher = this.#decipher(seal, callerKey)
    for await (const chunk of chunks) yield cipher.update(chunk)
  }

  #decipher({ dataKey, by, counter, offset }: Seal, callerKey: Uint8Array | undefined): Cipher {
    const key = by === 'store' ? this.#masterKey : callerKey
    if (key === undefined) throw new TypeError('The content is encrypted with a key of the caller, which was not given.')
    const first = counterAfter(Buffer.from(counter, 'base64'), Math.floor(offset / 16))
    const cipher = createCipheriv('aes-256-ctr', unwrap(key, Buffer.from(dataKey, 'base64')), first)
    cipher.update(new Uint8Array(offset % 16))
    return cipher
  }
}

function wrap(key: Uint8Array, dataKey: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
}

function unwrap(key: Uint8Array, wrapped: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAuthTag(wrapped.subarray(-tagBytes))
  return Buffer.concat([decipher.update(wrapped.subarray(nonceBytes, -tagBytes)), decipher.final()])
}

/** Adds blocks to a counter of 128 bits. */
function counterAfter(counter: Buffer, blocks: number): Buffer {
  const sum = (BigInt(`0x${counter.toString('hex')}`) + BigInt(blocks)) & ((1n << 128n) - 1n)
  return Buffer.from(sum.toString(16).padStart(32, '0'), 'hex')
}
