import { Buffer } from 'node:buffer'
import { type Cipher, createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import type { ChunkOpener, ChunkSealer } from './chunk-cipher.js'

/**
 * Larger steps cost more: what the cipher returns is memory of its own, which beyond this size comes from the system each time.
 * For the same reason the pieces are handed on as they are and not joined.
 */
const stepBytes = 32 * 1024

/** Encrypts chunks under a key. */
export function chunkSealer(key: Uint8Array, attempt: Uint8Array): ChunkSealer {
  const secret = createSecretKey(key)
  return {
    seal(nonce, chunk) {
      const cipher = createCipheriv('aes-256-gcm', secret, nonce)
      const pieces = inSteps(cipher, chunk)
      cipher.final()
      // Not by themselves: a write of 16 bytes costs as much as one of 32 KiB.
      pieces[0] = plain(Buffer.concat([attempt, pieces[0] ?? new Uint8Array(0)]))
      pieces.push(plain(Buffer.concat([pieces.pop()!, cipher.getAuthTag()])))
      return pieces
    },
  }
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
  for (let from = 0; from < bytes.byteLength; from += stepBytes) pieces.push(plain(cipher.update(bytes.subarray(from, from + stepBytes))))
  return pieces
}

/** Callers get the same class in every runtime. */
function plain({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
