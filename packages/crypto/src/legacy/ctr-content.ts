import { InputError } from '@cos/core'
import { startAesCtr } from '#aes-ctr'
import { startFingerprints } from '#block-fingerprint'
import { equalBytes } from '../bytes/equal-bytes.js'
import { piecesOf } from '../chunked/pieces-of.js'
import type { BlockFingerprint } from '../content/block-fingerprint.js'
import { failDecryption } from '../errors/decryption-error.js'
import type { Content, PartRules, Piece, Reading } from '../formats/object-format.js'

/** How finely repetitions are compared: as files are read, so that no block is gathered. */
const blockBytes = 512 * 1024

/** What was encrypted from one place on: a fingerprint of each block. */
interface Encrypted {
  readonly sizeBytes: number | undefined
  readonly fingerprints: Uint8Array[]
}

/** The bytes of one object in AES-256-CTR, as other clients write them: secret, and proved by nothing. */
export class CtrContent implements Content {
  readonly parts: PartRules
  readonly #key: Uint8Array
  readonly #iv: Uint8Array
  #fingerprint: BlockFingerprint | undefined
  readonly #encrypted = new Map<number, Encrypted>()

  /** Without a ticket an upload stays in this process: another one cannot know what was encrypted already. */
  constructor(key: Uint8Array, iv: Uint8Array, ticket?: string) {
    this.parts = { ticket, chunkBytes: undefined }
    if (key.byteLength !== 32 || iv.byteLength !== 16) failDecryption()
    this.#key = key
    this.#iv = iv
  }

  /**
   * Encrypts at a place. The same place again takes the same bytes only: others under the same key stream would give both away.
   * What is given out is good until the call after the next one.
   */
  async *encrypt(source: AsyncIterable<Uint8Array>, { offsetBytes, sizeBytes }: Piece): AsyncGenerator<Uint8Array> {
    const { fingerprints } = this.#begin(offsetBytes, sizeBytes)
    const cipher = startAesCtr(this.#key, this.#iv, offsetBytes, { reusesMemory: true })
    this.#fingerprint ??= startFingerprints()
    let block = 0
    for await (const { bytes } of piecesOf(source, blockBytes, sizeBytes)) {
      const now = await this.#fingerprint(bytes)
      const before = (fingerprints[block] ??= now)
      if (!equalBytes(before, now)) throw changed()
      block += 1
      yield await cipher.update(bytes)
    }
  }

  async *decrypt(stored: AsyncIterable<Uint8Array>, { first, sizeBytes, storedFirst }: Reading): AsyncGenerator<Uint8Array> {
    const cipher = startAesCtr(this.#key, this.#iv, first)
    let skipBytes = first - storedFirst
    let restBytes = sizeBytes
    for await (const chunk of stored) {
      const wanted = chunk.subarray(skipBytes, skipBytes + restBytes)
      skipBytes -= Math.min(skipBytes, chunk.byteLength)
      restBytes -= wanted.byteLength
      if (wanted.byteLength > 0) yield await cipher.update(wanted)
    }
    if (restBytes > 0) failDecryption()
  }

  #begin(offsetBytes: number, sizeBytes: number | undefined): Encrypted {
    const known = this.#encrypted.get(offsetBytes)
    if (known && known.sizeBytes === sizeBytes) return known
    const end = offsetBytes + (sizeBytes ?? Number.POSITIVE_INFINITY)
    for (const [offset, { sizeBytes: size = Number.POSITIVE_INFINITY }] of this.#encrypted) {
      if (offset < end && offsetBytes < offset + size) throw changed()
    }
    const begun: Encrypted = { sizeBytes, fingerprints: [] }
    this.#encrypted.set(offsetBytes, begun)
    return begun
  }
}

function changed(): InputError {
  return new InputError(
    'is not what was sent at this place before. In this format two contents under one key give both away; begin the object anew.',
    { member: 'body' },
  )
}
