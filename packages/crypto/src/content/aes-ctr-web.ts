import type { AesCtr, AesCtrTuning } from './aes-ctr.js'
import { counterAt } from './counter-at.js'

/**
 * Starts AES-256-CTR at `offsetBytes`, with WebCrypto. That knows no streams, but in this mode each call can begin anywhere:
 * the counter is reckoned anew, and the part of the block that was used up is filled with bytes that are thrown away.
 */
export function startAesCtr(key: Uint8Array, iv: Uint8Array, offsetBytes: number, _tuning?: AesCtrTuning): AesCtr {
  const rawKey = new Uint8Array(key)
  const firstCounter = new Uint8Array(iv)
  let imported: Promise<CryptoKey> | undefined
  let position = BigInt(offsetBytes)

  return {
    async update(chunk) {
      // Up to the first wait this runs inside the call, so chunks take their places in the order of the calls.
      const counter = counterAt(firstCounter, position / 16n)
      const usedBytes = Number(position % 16n)
      position += BigInt(chunk.byteLength)
      imported ??= crypto.subtle.importKey('raw', rawKey, 'AES-CTR', false, ['encrypt'])
      const algorithm = { name: 'AES-CTR', counter, length: 128 }
      const result = await crypto.subtle.encrypt(algorithm, await imported, padded(chunk, usedBytes))
      return new Uint8Array(result, usedBytes)
    },
  }
}

function padded(chunk: Uint8Array, usedBytes: number): Uint8Array<ArrayBuffer> {
  // WebCrypto refuses shared memory.
  if (usedBytes === 0 && isOwnMemory(chunk)) return chunk
  const bytes = new Uint8Array(usedBytes + chunk.byteLength)
  bytes.set(chunk, usedBytes)
  return bytes
}

function isOwnMemory(chunk: Uint8Array): chunk is Uint8Array<ArrayBuffer> {
  return chunk.buffer instanceof ArrayBuffer
}
