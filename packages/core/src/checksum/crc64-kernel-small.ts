import { crc64FoldWasm } from './crc64-fold-wasm.js'
import type { Crc64Kernel, Crc64State } from './crc64-kernel.js'
import { exportsOf } from './exports-of.js'

interface FoldExports {
  readonly m: WebAssembly.Memory
  /** Adds to each block behind `foldBytes` what lies the fold distances before it, seen from `source`; ends before `end`. */
  readonly f: (target: number, source: number, end: number) => void
}

const { foldBytes, bufferBytes, hex } = crc64FoldWasm
/** Below this, what folding leaves to do is most of the work. */
const foldMinimumBytes = 2 * foldBytes

/**
 * Makes the kernel for pages, with a third of the code of the others: WebAssembly shortens a message, and JavaScript takes what is
 * left a byte at a time, or everything in pages that may compile no WebAssembly.
 */
export function createKernel(): Crc64Kernel {
  const fold = createFold()
  const take = createTake()
  return {
    update(state, chunk) {
      for (let from = 0; from < chunk.byteLength; from += bufferBytes) {
        const part = chunk.subarray(from, from + bufferBytes)
        take(state, fold && part.byteLength >= foldMinimumBytes ? fold(state, part) : part)
      }
    },
  }
}

/** Makes the function that turns a message into one of less than `foldBytes + 16` bytes with the same checksum. */
function createFold(): ((state: Crc64State, message: Uint8Array) => Uint8Array) | undefined {
  const exports = exportsOf<FoldExports>(hex)
  if (!exports) return undefined
  const { m, f } = exports
  const memory = new Uint8Array(m.buffer)
  // WebAssembly is little-endian, and no browser runs on anything else.
  const words = new Int32Array(m.buffer, foldBytes)
  const tail = foldBytes + bufferBytes
  return (state, message) => {
    memory.set(message, foldBytes)
    words[0]! ^= ~state.low
    words[1]! ^= ~state.high
    // The message holds the inversion at the start now; this state is one whose own comes to nothing.
    state.low = state.high = -1
    const end = foldBytes + message.byteLength
    const edge = end - foldBytes - (message.byteLength % 16)
    f(0, 0, edge - foldBytes)
    // What is left gets its share of the blocks before it, but none of its own.
    memory.copyWithin(tail, edge, end)
    memory.fill(0, edge, end)
    f(bufferBytes, edge - foldBytes, tail)
    return memory.subarray(tail, tail + end - edge)
  }
}

/** Makes the function that takes in bytes one at a time. */
function createTake(): (state: Crc64State, bytes: Uint8Array) => void {
  const lows = new Int32Array(256)
  const highs = new Int32Array(256)
  for (let index = 0; index < 256; index++) {
    let low = index
    let high = 0
    for (let bit = 0; bit < 8; bit++) {
      const mask = -(low & 1)
      low = ((low >>> 1) | (high << 31)) ^ (0xd7870f42 & mask)
      high = (high >>> 1) ^ (0xc96c5795 & mask)
    }
    lows[index] = low
    highs[index] = high
  }
  return (state, bytes) => {
    let low = ~state.low
    let high = ~state.high
    const { length } = bytes
    for (let at = 0; at < length; at++) {
      const entry = (low ^ bytes[at]!) & 255
      low = ((low >>> 8) | (high << 24)) ^ lows[entry]!
      high = (high >>> 8) ^ highs[entry]!
    }
    state.low = ~low >>> 0
    state.high = ~high >>> 0
  }
}
