import { Buffer } from 'node:buffer'
import { type Cipher, createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import { releaseMemory } from '../bytes/release-memory.js'
import type { PieceMemory } from '../formats/object-format.js'
import type { ChunkOpener, ChunkSealer } from './chunk-cipher.js'
import { overheadBytes, recordBytes } from './chunk-layout.js'

/** What the cipher returns is memory of its own. That of sealed steps is given back at once, so the next step finds it in the cache. */
const sealedStepBytes = 64 * 1024
/** What is opened is the caller's to keep: then larger steps cost more. */
const openedStepBytes = 32 * 1024
/** Chunks that are sent together. No transport holds more than two such buffers, as with those of files. */
const batchBytes = 4 * recordBytes

/** Encrypts chunks under a key. Two buffers take turns: fresh memory for each chunk costs half as much as the cipher. */
export function chunkSealer(key: Uint8Array, attempt: Uint8Array, memory?: PieceMemory): ChunkSealer {
  const secret = createSecretKey(key)
  const turns: Uint8Array[] = []
  let buffer: Uint8Array | undefined
  let filled = 0
  return {
    seal(nonce, chunk, isLast) {
      const onlyBytes = isLast ? chunk.byteLength + overheadBytes : batchBytes
      buffer ??= turns.length === 2 ? turns.shift()! : takeBuffer(onlyBytes, memory)
      buffer.set(attempt, filled)
      filled += attempt.byteLength
      const cipher = createCipheriv('aes-256-gcm', secret, nonce)
      for (let from = 0; from < chunk.byteLength; from += sealedStepBytes) {
        const step = cipher.update(chunk.subarray(from, from + sealedStepBytes))
        buffer.set(step, filled)
        filled += step.byteLength
        releaseMemory(step)
      }
      cipher.final()
      buffer.set(cipher.getAuthTag(), filled)
      filled += 16
      if (!isLast && filled < batchBytes) return undefined
      const ready = buffer.subarray(0, filled)
      turns.push(buffer)
      buffer = undefined
      filled = 0
      return ready
    },
  }
}

function takeBuffer(sizeBytes: number, memory: PieceMemory | undefined): Uint8Array {
  const buffer = memory?.free.pop() ?? new Uint8Array(Buffer.allocUnsafeSlow(sizeBytes).buffer)
  // A shorter one, for the end of an object, would not fit others.
  if (buffer.byteLength === batchBytes) memory?.taken.push(buffer)
  return buffer
}

/** Decrypts chunks under a key. */
export function chunkOpener(key: Uint8Array): ChunkOpener {
  const secret = createSecretKey(key)
  return {
    open(nonce, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: 16 })
      const end = sealed.byteLength - 16
      decipher.setAuthTag(sealed.subarray(end))
      // Nobody sees them before the tag is right.
      const pieces = inSteps(decipher, sealed.subarray(0, end))
      try {
        decipher.final()
      } catch {
        return undefined
      }
      return pieces
    },
  }
}

function inSteps(cipher: Pick<Cipher, 'update'>, bytes: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let from = 0; from < bytes.byteLength; from += openedStepBytes)
    pieces.push(plain(cipher.update(bytes.subarray(from, from + openedStepBytes))))
  return pieces
}

/** Callers get the same class in every runtime. */
function plain({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
