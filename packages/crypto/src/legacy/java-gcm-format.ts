import { InputError } from '@cos/core'
import { equalBytes } from '../bytes/equal-bytes.js'
import { joinBytes } from '../bytes/join-bytes.js'
import { DecryptionError, failDecryption } from '../errors/decryption-error.js'
import type { Content, Layout, ObjectFormat, Reading } from '../formats/object-format.js'
import { claimsContent, ownsEntry, readEnvelope, type SharedFormatOptions, writeEnvelope } from './envelope-v1.js'

/** Options of {@link javaGcmFormat}. */
export interface JavaGcmFormatOptions extends SharedFormatOptions {
  /** The longest object that is read or written, in bytes: all of it is held in memory. Default 64 MiB. */
  readonly maxObjectBytes?: number | undefined
}

const algorithm = 'AES/GCM/NoPadding'
const tagBytes = 16

/** One tag for all: whatever is wanted, everything is needed. */
const wholeLayout: Layout = {
  storedBytes: (plainBytes) => plainBytes + tagBytes,
  plainBytes: (storedBytes) => (storedBytes >= tagBytes ? storedBytes - tagBytes : undefined),
  storedRange: () => ({ first: 0 }),
  storedSuffix: () => undefined,
}

/**
 * The objects of the official Java client in its default mode and the strict one: AES-256-GCM with one tag at the end. Nothing is
 * handed out before the tag is right, so an object is read and written in one piece, also for a range; in parts it cannot be
 * written. The tag commits to no key: who knows two can make an object that opens under both.
 */
/* @__NO_SIDE_EFFECTS__ */
export function javaGcmFormat(options: JavaGcmFormatOptions): ObjectFormat {
  const { maxObjectBytes = 64 * 1024 ** 2 } = options
  return {
    name: 'java-gcm',
    needsKeys: false,
    layout: wholeLayout,
    claims: (metadata) => claimsContent(metadata, algorithm),
    owns: ownsEntry,
    async create(_keys, { sizeBytes, isInParts }) {
      if (isInParts) throw new InputError('cannot be sent in parts in the format java-gcm; write it in one request', { member: 'body' })
      const dataKey = crypto.getRandomValues(new Uint8Array(32))
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const metadata = await writeEnvelope(options, algorithm, { dataKey, iv, sizeBytes })
      return { metadata: { ...metadata, 'x-cos-tag-len': '128' }, content: new GcmContent(dataKey, iv, maxObjectBytes) }
    },
    async open(metadata) {
      // Shorter tags would be easier to guess.
      if (metadata['x-cos-tag-len'] !== '128')
        throw new DecryptionError('EnvelopeMalformed', 'The metadata entry x-cos-tag-len is not 128.')
      const [dataKey, iv] = await readEnvelope(metadata, options, 12)
      return new GcmContent(dataKey, iv, maxObjectBytes)
    },
  }
}

class GcmContent implements Content {
  readonly #key: Uint8Array
  readonly #iv: Uint8Array
  readonly #maxBytes: number
  #digest: Uint8Array | undefined

  constructor(key: Uint8Array, iv: Uint8Array, maxBytes: number) {
    this.#key = key
    this.#iv = iv
    this.#maxBytes = maxBytes
  }

  async *encrypt(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const content = await this.#gather(source, () => {
      throw new InputError(`is longer than the ${this.#maxBytes} bytes of maxObjectBytes`, { member: 'body' })
    })
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
    this.#digest ??= digest
    // Two contents under one key and nonce give both away, and the means to forge.
    if (!equalBytes(this.#digest, digest)) throw new InputError('changed between two attempts; send it again', { member: 'body' })
    yield new Uint8Array(await crypto.subtle.encrypt(this.#algorithm, await this.#imported('encrypt'), content))
  }

  async *decrypt(stored: AsyncIterable<Uint8Array>, { first, sizeBytes }: Reading): AsyncGenerator<Uint8Array> {
    const sealed = await this.#gather(stored, () => {
      throw new DecryptionError(
        'DecryptionFailed',
        `The object is longer than the ${this.#maxBytes} bytes of maxObjectBytes, and cannot be proved in pieces.`,
      )
    })
    const content = await crypto.subtle.decrypt(this.#algorithm, await this.#imported('decrypt'), sealed).catch(() => failDecryption())
    yield new Uint8Array(content).subarray(first, first + sizeBytes)
  }

  get #algorithm() {
    return { name: 'AES-GCM', iv: new Uint8Array(this.#iv) }
  }

  #imported(use: KeyUsage): Promise<CryptoKey> {
    return crypto.subtle.importKey('raw', new Uint8Array(this.#key), 'AES-GCM', false, [use])
  }

  async #gather(source: AsyncIterable<Uint8Array>, refuse: () => never): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = []
    let bytes = 0
    for await (const piece of source) {
      bytes += piece.byteLength
      if (bytes > this.#maxBytes + tagBytes) refuse()
      // A copy: senders use their memory again.
      pieces.push(piece.slice())
    }
    return joinBytes(pieces)
  }
}
