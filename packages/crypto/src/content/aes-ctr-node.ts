import { Buffer } from 'node:buffer'
import { type Cipher, createCipheriv } from 'node:crypto'
import type { AesCtr } from './aes-ctr.js'
import { counterAt } from './counter-at.js'

/** What the cipher returns is memory of its own: beyond this size that costs more (page faults) than one copy of the pieces. */
const stepBytes = 32 * 1024

/** Starts AES-256-CTR at `offsetBytes`, in Node. */
export function startAesCtr(key: Uint8Array, iv: Uint8Array, offsetBytes: number): AesCtr {
  const cipher = createCipheriv('aes-256-ctr', key, counterAt(iv, BigInt(Math.floor(offsetBytes / 16))))
  cipher.update(new Uint8Array(offsetBytes % 16))
  return {
    update: (chunk) => (chunk.byteLength <= stepBytes ? plain(cipher.update(chunk)) : inSteps(cipher, chunk)),
  }
}

function inSteps(cipher: Cipher, chunk: Uint8Array): Uint8Array {
  // Not cleared first: every byte is written below. Not from the pool either: nobody else may see this memory.
  const result = Buffer.allocUnsafeSlow(chunk.byteLength)
  for (let from = 0; from < chunk.byteLength; from += stepBytes) {
    result.set(cipher.update(chunk.subarray(from, from + stepBytes)), from)
  }
  return plain(result)
}

/** Callers get the same class in every runtime: a `Buffer` prints, slices and serialises differently. */
function plain({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
