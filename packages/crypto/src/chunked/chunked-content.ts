import { chunkOpener, chunkSealer } from '#chunk-cipher'
import { deriveBytes } from '../bytes/derive-bytes.js'
import { joinBytes } from '../bytes/join-bytes.js'
import { randomBytes } from '../bytes/random-bytes.js'
import { utf8 } from '../bytes/utf8.js'
import { failDecryption } from '../errors/decryption-error.js'
import type { Content } from '../formats/object-format.js'
import { type ChunkOpener, chunkNonce } from './chunk-cipher.js'
import { chunkBytes, overheadBytes, recordBytes } from './chunk-layout.js'
import { formatName } from './envelope.js'
import { piecesOf } from './pieces-of.js'

/** The bytes of one object in chunks: each is sealed by itself, and knows its number and whether it is the last one. */
export function chunkedContent(dataKey: Uint8Array, salt: Uint8Array<ArrayBuffer>, ticket: string): Content {
  const attemptKey = (attempt: Uint8Array) => deriveBytes(dataKey, salt, joinBytes([utf8(`${formatName} chunks `), attempt]))
  return {
    parts: { ticket, chunkBytes },

    /**
     * Seals chunk by chunk. The key is that of the attempt, which is named by 16 random bytes, so a repetition with other
     * bytes is under another key and never meets the nonces of this one.
     */
    async *encrypt(source, { offsetBytes, sizeBytes, isFinal, memory }) {
      const attempt = randomBytes(16)
      const sealer = chunkSealer(await attemptKey(attempt), attempt, memory)
      let index = offsetBytes / chunkBytes
      for await (const { bytes, isLast } of piecesOf(source, chunkBytes, sizeBytes)) {
        const ready = await sealer.seal(chunkNonce(index++, isLast && isFinal), bytes, isLast)
        if (ready) yield ready
      }
    },

    /** Opens chunk by chunk: no byte of a chunk leaves before its tag is right. */
    async *decrypt(stored, { first, storedFirst, storedEnd, sizeBytes, storedSizeBytes }) {
      const lastIndex = Math.ceil(storedSizeBytes / recordBytes) - 1
      // A suffix may begin inside of a chunk.
      let index = Math.ceil(storedFirst / recordBytes)
      let skipBytes = first - index * chunkBytes
      let restBytes = sizeBytes
      let known: { readonly name: string; readonly opener: ChunkOpener } | undefined
      for await (const { bytes: record } of piecesOf(stored, recordBytes, undefined, index * recordBytes - storedFirst)) {
        const attempt = record.subarray(0, 16)
        if (record.byteLength < overheadBytes || index > lastIndex) failDecryption()
        const name = attempt.join()
        if (known?.name !== name) known = { name, opener: chunkOpener(await attemptKey(attempt)) }
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
    },
  }
}

/** What binds an envelope to one data key: GCM alone would let somebody make a chunk that opens under two. */
export function commitmentOf(dataKey: Uint8Array, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return deriveBytes(dataKey, salt, utf8(`${formatName} commitment`))
}
