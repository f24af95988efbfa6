import { chunkOpener, chunkSealer } from '#chunk-cipher'
import { deriveBytes } from '../bytes/derive-bytes.js'
import { equalBytes } from '../bytes/equal-bytes.js'
import { joinBytes } from '../bytes/join-bytes.js'
import { failDecryption } from '../errors/decryption-error.js'
import type { Content, PartRules, Piece, Reading } from '../formats/object-format.js'
import { type ChunkOpener, chunkNonce } from './chunk-cipher.js'
import { chunkBytes, overheadBytes, recordBytes } from './chunk-layout.js'
import { formatName } from './envelope.js'
import { piecesOf } from './pieces-of.js'

/** The smallest part but the last that COS takes, and the highest number of a part. */
const minPartBytes = 1024 ** 2
const maxParts = 10_000

/** The bytes of one object in chunks: each is sealed by itself, and knows its number and whether it is the last one. */
export class ChunkedContent implements Content {
  readonly parts: PartRules
  readonly #dataKey: Uint8Array
  readonly #salt: Uint8Array

  constructor(dataKey: Uint8Array, salt: Uint8Array, ticket: string) {
    this.#dataKey = dataKey
    this.#salt = salt
    this.parts = { ticket, isFinal, problemOf, needsEnd: true }
  }

  /**
   * Seals chunk by chunk. The key is that of the attempt, which is named by 16 random bytes, so a repetition with other
   * bytes is under another key and never meets the nonces of this one.
   */
  async *encrypt(source: AsyncIterable<Uint8Array>, { offsetBytes, sizeBytes, isFinal }: Piece): AsyncGenerator<Uint8Array> {
    const attempt = crypto.getRandomValues(new Uint8Array(16))
    const sealer = chunkSealer(await this.#attemptKey(attempt), attempt)
    let index = offsetBytes / chunkBytes
    for await (const { bytes, isLast } of piecesOf(source, chunkBytes, sizeBytes)) {
      const ready = await sealer.seal(chunkNonce(index++, isLast && isFinal), bytes, isLast)
      if (ready) yield ready
    }
  }

  /** Opens chunk by chunk: no byte of a chunk leaves before its tag is right. */
  async *decrypt(stored: AsyncIterable<Uint8Array>, reading: Reading): AsyncGenerator<Uint8Array> {
    const { first, storedFirst, storedEnd, sizeBytes, storedSizeBytes } = reading
    const lastIndex = Math.ceil(storedSizeBytes / recordBytes) - 1
    // A suffix may begin inside of a chunk.
    let index = Math.ceil(storedFirst / recordBytes)
    let skipBytes = first - index * chunkBytes
    let restBytes = sizeBytes
    let known: { readonly attempt: Uint8Array; readonly opener: ChunkOpener } | undefined
    const arriving = recordsOf(stored, index * recordBytes - storedFirst)
    for await (const record of arriving) {
      const attempt = record.subarray(0, 16)
      if (record.byteLength < overheadBytes || index > lastIndex) failDecryption()
      if (!known || !equalBytes(known.attempt, attempt))
        known = { attempt: attempt.slice(), opener: chunkOpener(await this.#attemptKey(attempt)) }
      const pieces = (await known.opener.open(chunkNonce(index, index === lastIndex), record.subarray(16))) ?? failDecryption()
      index += 1
      for (const piece of pieces) {
        const from = Math.max(0, skipBytes)
        const wanted = piece.subarray(from, from + restBytes)
        skipBytes -= piece.byteLength
        restBytes -= wanted.byteLength
        if (wanted.byteLength > 0) yield wanted
      }
    }
    if (restBytes > 0 || index * recordBytes < storedEnd) failDecryption()
  }

  #attemptKey(attempt: Uint8Array): Promise<Uint8Array> {
    return deriveBytes(this.#dataKey, this.#salt, joinBytes([new TextEncoder().encode(`${formatName} chunks `), attempt]))
  }
}

/** What binds an envelope to one data key: GCM alone would let somebody make a chunk that opens under two. */
export function commitmentOf(dataKey: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  return deriveBytes(dataKey, salt, new TextEncoder().encode(`${formatName} commitment`))
}

async function* recordsOf(stored: AsyncIterable<Uint8Array>, skipBytes: number): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of piecesOf(stored, recordBytes, undefined, skipBytes)) if (bytes.byteLength > 0) yield bytes
}

/** COS takes a part this short, or one that no other can follow, only as the last; one that is no whole number of chunks leaves no place behind it. */
function isFinal(partNumber: number, plainBytes: number): boolean {
  return plainBytes < minPartBytes || plainBytes % chunkBytes !== 0 || partNumber === maxParts
}

function problemOf(plainBytes: readonly number[], partNumbers: readonly number[]): string | undefined {
  const at = plainBytes.slice(0, -1).findIndex((size) => size < minPartBytes || size % chunkBytes !== 0)
  if (at < 0) return undefined
  return `Part ${partNumbers[at]} has ${plainBytes[at]} bytes. In an encrypted upload every part but the last has a multiple of ${chunkBytes} bytes (128 KiB), and 1 MiB or more.`
}
