import type { Crc64Kernel, Crc64State } from './crc64-kernel.js'

/** The ECMA-182 polynomial with its bits reversed, in two halves. */
const polynomial = { low: 0xd7870f42 | 0, high: 0xc96c5795 | 0 }

/**
 * The largest of the fold distances of `tools/build/crc64-wasm/crc64-kernel.ts`. There they count 32-bit words, here words
 * of 64 bits: the square of a multiple of the polynomial is one too, and has the same distances twice as far.
 */
const foldWords = 1816
const foldBytes = 8 * foldWords
const bufferBytes = 128 * 1024
/** Below this, what folding leaves to do is most of the work. */
const foldMinimumBytes = 2 * foldBytes

/**
 * Makes the kernel for runtimes without WebAssembly. Long chunks are folded as in the WebAssembly kernel,
 * which is nothing but XOR of words, so the byte order of the machine does not matter; the rest goes eight bytes at a time.
 */
export function createJavaScriptKernel(): Crc64Kernel {
  const slice = createSlice()
  const fold = createFold()
  return {
    update(state, chunk) {
      for (let from = 0; from < chunk.byteLength; from += bufferBytes) {
        const part = chunk.subarray(from, from + bufferBytes)
        slice(state, part.byteLength >= foldMinimumBytes ? fold(state, part) : part)
      }
    },
  }
}

// The two functions below are made together with the arrays they use, and loop over them with literal distances:
// an engine that sees both as constants leaves out most checks, which doubles the speed. A `bigint` between two elements of
// a `BigInt64Array` is a machine word to V8, which is the only engine that gets here: it doubles the speed again.

/** Makes the function that turns a message into a shorter one, of less than `foldBytes + 8` bytes, with the same checksum. */
function createFold(): (state: Crc64State, message: Uint8Array) => Uint8Array {
  // The zeros before the buffer stand for the message before its first byte.
  const bytes = new Uint8Array(foldBytes + bufferBytes)
  const words = new BigInt64Array(bytes.buffer)
  const tail = new Uint8Array(foldBytes + 8)
  const tailWords = new BigInt64Array(tail.buffer)

  /** Removes the words before `edge` by adding multiples of the polynomial. */
  const removeWords = (edge: number): void => {
    for (let at = foldWords; at < edge; at++) {
      words[at] =
        words[at]! ^
        words[at - 499]! ^
        words[at - 522]! ^
        words[at - 793]! ^
        words[at - 982]! ^
        words[at - 1303]! ^
        words[at - 1592]! ^
        words[at - 1816]!
    }
  }

  /** Adds to the rest of the message what removing the words before it left there. */
  const addRemainders = (edge: number): void => {
    for (let index = 0; index < foldWords; index++) {
      const at = edge + index
      tailWords[index] =
        tailWords[index]! ^
        words[at - 499]! ^
        words[at - 522]! ^
        words[at - 793]! ^
        words[at - 982]! ^
        words[at - 1303]! ^
        words[at - 1592]! ^
        words[at - 1816]!
    }
  }

  return (state, message) => {
    bytes.set(message, foldBytes)
    addInverted(state, bytes)
    const edge = foldWords + ((message.byteLength - foldBytes) >>> 3)
    removeWords(edge)
    const rest = bytes.subarray(8 * edge, foldBytes + message.byteLength)
    tail.set(rest)
    words.fill(0n, edge, edge + foldWords)
    addRemainders(edge)
    // The message holds the inversion at the start now; this state is one whose own comes to nothing.
    state.low = -1
    state.high = -1
    return tail.subarray(0, rest.byteLength)
  }
}

/** Adds the inverted state to the first eight bytes of the message, from where folding carries it along. */
function addInverted({ low, high }: Crc64State, bytes: Uint8Array): void {
  for (let index = 0; index < 4; index++) {
    bytes[foldBytes + index]! ^= ~low >>> (8 * index)
    bytes[foldBytes + 4 + index]! ^= ~high >>> (8 * index)
  }
}

/** Makes the function that takes in bytes, eight at a time. */
function createSlice(): (state: Crc64State, bytes: Uint8Array) => void {
  // Entry `b` of table `k`, at `256 k + b`, is the remainder of byte `b` followed by `k` zero bytes.
  const lows = new Int32Array(8 * 256)
  const highs = new Int32Array(8 * 256)
  fillTables(lows, highs)
  return (state, bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let low = ~state.low
    let high = ~state.high
    let at = 0
    for (const last = bytes.byteLength - 8; at <= last; at += 8) {
      low ^= view.getInt32(at, true)
      high ^= view.getInt32(at + 4, true)
      const a = 1792 + (low & 255)
      const b = 1536 + ((low >>> 8) & 255)
      const c = 1280 + ((low >>> 16) & 255)
      const d = 1024 + (low >>> 24)
      const e = 768 + (high & 255)
      const f = 512 + ((high >>> 8) & 255)
      const g = 256 + ((high >>> 16) & 255)
      const h = high >>> 24
      low = lows[a]! ^ lows[b]! ^ lows[c]! ^ lows[d]! ^ lows[e]! ^ lows[f]! ^ lows[g]! ^ lows[h]!
      high = highs[a]! ^ highs[b]! ^ highs[c]! ^ highs[d]! ^ highs[e]! ^ highs[f]! ^ highs[g]! ^ highs[h]!
    }
    for (; at < bytes.byteLength; at++) {
      const entry = (low ^ bytes[at]!) & 255
      low = ((low >>> 8) | (high << 24)) ^ lows[entry]!
      high = (high >>> 8) ^ highs[entry]!
    }
    state.low = ~low >>> 0
    state.high = ~high >>> 0
  }
}

function fillTables(lows: Int32Array, highs: Int32Array): void {
  for (let index = 0; index < 256; index++) {
    lows[index] = index
    for (let bit = 0; bit < 8; bit++) {
      const mask = -(lows[index]! & 1)
      lows[index] = ((lows[index]! >>> 1) | (highs[index]! << 31)) ^ (polynomial.low & mask)
      highs[index] = (highs[index]! >>> 1) ^ (polynomial.high & mask)
    }
  }
  for (let index = 256; index < lows.length; index++) {
    const low = lows[index - 256]!
    const high = highs[index - 256]!
    lows[index] = ((low >>> 8) | (high << 24)) ^ lows[low & 255]!
    highs[index] = (high >>> 8) ^ highs[low & 255]!
  }
}
