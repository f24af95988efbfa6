import { Buffer } from 'node:buffer'
import { type Cipher, createCipheriv } from 'node:crypto'
import { releaseMemory } from '../bytes/release-memory.js'
import type { AesCtr, AesCtrTuning } from './aes-ctr.js'
import { counterAt } from './counter-at.js'

/** What the cipher returns is memory of its own: beyond this size that costs more (page faults) than one copy of the pieces. */
const wholeBytes = 32 * 1024
/** Those pieces are given back at once, so the next one finds its memory in the cache. */
const stepBytes = 64 * 1024

/** Starts AES-256-CTR at `offsetBytes`, in Node. */
export function startAesCtr(key: Uint8Array, iv: Uint8Array, offsetBytes: number, { reusesMemory }: AesCtrTuning = {}): AesCtr {
  const cipher = createCipheriv('aes-256-ctr', key, counterAt(iv, BigInt(Math.floor(offsetBytes / 16))))
  cipher.update(new Uint8Array(offsetBytes % 16))
  const takeMemory = reusesMemory ? inTurns() : freshMemory
  return {
    update: (chunk) => (chunk.byteLength <= wholeBytes && !reusesMemory ? plain(cipher.update(chunk)) : inSteps(cipher, chunk, takeMemory)),
  }
}

function inSteps(cipher: Cipher, chunk: Uint8Array, takeMemory: (bytes: number) => Uint8Array): Uint8Array {
  const result = takeMemory(chunk.byteLength)
  for (let from = 0; from < chunk.byteLength; from += stepBytes) {
    const step = cipher.update(chunk.subarray(from, from + stepBytes))
    result.set(step, from)
    releaseMemory(step)
  }
  return result
}

/** Not cleared first: every byte is written. Not from the pool either: nobody else may see this memory. */
function freshMemory(bytes: number): Uint8Array {
  return plain(Buffer.allocUnsafeSlow(bytes))
}

/** Two pieces of memory that take turns, as large as the largest chunk. */
function inTurns(): (bytes: number) => Uint8Array {
  const kept: Uint8Array[] = []
  return (bytes) => {
    const oldest = kept.length === 2 ? kept.shift()! : undefined
    const memory = oldest && oldest.byteLength >= bytes ? oldest : freshMemory(bytes)
    kept.push(memory)
    return memory.subarray(0, bytes)
  }
}

/** Callers get the same class in every runtime: a `Buffer` prints, slices and serialises differently. */
function plain({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
