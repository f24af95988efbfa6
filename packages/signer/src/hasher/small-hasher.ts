import { percentEncode } from '../encode.js'
import type { Hasher } from './hasher.js'

/** A key with the two masks of HMAC on it, each a block to digest before the text. */
interface MaskedKey {
  readonly inner: Uint8Array
  readonly outer: Uint8Array
}

/** The hasher for browsers: a third of the bytes of the fast one, for pages that sign tens of requests and not thousands. */
export class RequestHasher implements Hasher {
  #text = ''

  write(text: string, end = '', isEncoded?: boolean): void {
    // Encoded in either case, because that refuses text that has no bytes.
    const encoded = percentEncode(text)
    this.#text += (isEncoded ? encoded : text) + end
  }

  clear(): void {
    this.#text = ''
  }

  sha1(): string {
    return hexOf(digest(this.#take()))
  }

  hmac({ inner, outer }: MaskedKey): string {
    return hexOf(digest(outer, digest(inner, this.#take())))
  }

  key(): MaskedKey {
    const block = new Uint8Array(64)
    const bytes = this.#take()
    block.set(bytes.length > 64 ? digest(bytes) : bytes)
    return { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) }
  }

  #take(): Uint8Array {
    const bytes = new TextEncoder().encode(this.#text)
    this.clear()
    return bytes
  }
}

/**
 * SHA-1 of a message in two parts, as it stands in the textbook. WebCrypto's is asynchronous, and signing is not. The words are
 * in plain arrays, and the state is not taken apart by destructuring: the engines make typed arrays slower, and halve the speed
 * of the loop.
 */
function digest(first: Uint8Array, rest: Uint8Array = new Uint8Array()): Uint8Array {
  const length = first.length + rest.length
  // One bit ends the message, and its length in bits the last block of 64 bytes.
  const bytes = new Uint8Array((length + 72) & ~63)
  bytes.set(first)
  bytes.set(rest, first.length)
  bytes[length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setInt32(bytes.length - 4, length * 8)
  const state = [0x67452301, -0x10325477, -0x67452302, 0x10325476, -0x3c2d1e10] as [number, number, number, number, number]
  const words: number[] = []
  for (let block = 0; block < bytes.length; block += 64) {
    let a = state[0]
    let b = state[1]
    let c = state[2]
    let d = state[3]
    let e = state[4]
    for (let at = 0; at < 80; at++) {
      words[at] = at < 16 ? view.getInt32(block + at * 4) : rotate(words[at - 3]! ^ words[at - 8]! ^ words[at - 14]! ^ words[at - 16]!, 1)
      const mixed =
        at < 20
          ? (d ^ (b & (c ^ d))) + 0x5a827999
          : at < 40
            ? (b ^ c ^ d) + 0x6ed9eba1
            : at < 60
              ? ((b & c) | (d & (b | c))) - 0x70e44324
              : (b ^ c ^ d) - 0x359d3e2a
      const next = (rotate(a, 5) + mixed + e + words[at]!) | 0
      e = d
      d = c
      c = rotate(b, 30)
      b = a
      a = next
    }
    state[0] = (state[0] + a) | 0
    state[1] = (state[1] + b) | 0
    state[2] = (state[2] + c) | 0
    state[3] = (state[3] + d) | 0
    state[4] = (state[4] + e) | 0
  }
  state.forEach((word, at) => void view.setInt32(at * 4, word))
  return bytes.subarray(0, 20)
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += (byte >> 4).toString(16) + (byte & 15).toString(16)
  return hex
}
