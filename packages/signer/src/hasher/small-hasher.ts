import { httpStringOf } from '../canonical.js'
import { percentEncode } from '../encode.js'
import type { Hasher } from './hasher.js'

/**
 * The hasher for browsers: a third of the bytes of the fast one, for pages that sign tens of requests and not thousands. Bytes
 * are the characters of strings here: joining them takes no code, and making typed arrays as short as these takes longer than
 * digesting them.
 */
export const hasher: Hasher = {
  sha1,
  sha1OfRequest: (request) => sha1(httpStringOf(request)),
  hmac: ({ inner, outer }, text) => hexOf(digest(outer + joined(digest(inner + bytesIn(text))))),
  key(text) {
    const bytes = bytesIn(text)
    const block = (bytes.length > 64 ? joined(digest(bytes)) : bytes).padEnd(64, '\0')
    /** The block with one of the two masks of HMAC on it, to digest before the text. */
    const masked = (mask: number) => block.replace(/./gs, (byte) => String.fromCharCode(byte.charCodeAt(0) ^ mask))
    return { inner: masked(0x36), outer: masked(0x5c) }
  },
}

function sha1(text: string): string {
  return hexOf(digest(bytesIn(text)))
}

/** The bytes of UTF-8, a character each: what `unescape` leaves, which every browser has. */
function bytesIn(text: string): string {
  return /[^\0-\x7f]/.test(text) ? unescape(percentEncode(text)) : text
}

/** SHA-1 in five words, as it stands in the textbook. WebCrypto's is asynchronous, and signing is not. */
function digest(bytes: string): number[] {
  const { length } = bytes
  // One bit ends the message, and its length in bits the last block of 64 bytes.
  const message = `${bytes}\x80`.padEnd(((length + 72) & ~63) - 4, '\0') + bytesOf(length * 8)
  const state = [0x67452301, -0x10325477, ~0x67452301, 0x10325476, -0x3c2d1e10]
  const words: number[] = []
  for (let block = 0; block < message.length; ) {
    // Four bytes push out what the word held before.
    for (let at = 0; at < 64; at++) words[at >> 2] = (words[at >> 2]! << 8) | message.charCodeAt(block++)
    // Not by destructuring, which takes a fifth of the speed.
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    for (let at = 0; at < 80; at++) {
      if (at > 15) words[at] = rotate(words[at - 3]! ^ words[at - 8]! ^ words[at - 14]! ^ words[at - 16]!, 1)
      const parity = b ^ c ^ d
      const mixed =
        at < 20
          ? (d ^ (b & (c ^ d))) + 0x5a827999
          : at < 40
            ? parity + 0x6ed9eba1
            : at < 60
              ? ((b & c) | (d & (b | c))) - 0x70e44324
              : parity - 0x359d3e2a
      const next = (rotate(a, 5) + mixed + e + words[at]!) | 0
      e = d
      d = c
      c = rotate(b, 30)
      b = a
      a = next
    }
    ;[a, b, c, d, e].forEach((word, at) => {
      state[at] = (state[at]! + word) | 0
    })
  }
  return state
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

function bytesOf(word: number): string {
  return String.fromCharCode(word >>> 24, (word >> 16) & 255, (word >> 8) & 255, word & 255)
}

function joined(words: readonly number[]): string {
  return words.map(bytesOf).join('')
}

function hexOf(words: readonly number[]): string {
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
