import type { CanonicalList, CanonicalRequest } from '../canonical.js'
import { percentEncode } from '../encode.js'
import type { Hasher } from './hasher.js'
import { sha1 } from './sha1.js'

/** A key as the two states it leaves behind: the key itself is not kept. */
interface KeyStates {
  readonly inner: Int32Array
  readonly outer: Int32Array
}

/** 3 where the low byte of a word comes first, so that `index ^ swap` finds byte `index` of words that begin with their highest. */
const swap = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ Int32Array.of(3).buffer)[0]!

/**
 * The hasher made for speed. Text is encoded straight into the words that are digested: on a request line that is several
 * times cheaper than `encodeURIComponent` and the joining of strings.
 */
class FastHasher implements Hasher {
  /** Bytes of the text. */
  #length = 0
  #words = new Int32Array(256)
  #bytes = new Uint8Array(this.#words.buffer)
  readonly #state = new Int32Array(5)

  /** Adds text, plain or percent-encoded as COS does it, with one ASCII character behind it. */
  #write(text: string, end?: string, isEncoded?: boolean): void {
    // A character takes three bytes at most; the rest is for `end` and for padding.
    this.#reserve(text.length * 3 + 99)
    const bytes = this.#bytes
    let length = this.#length
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code > 127) {
        this.#writeWide(text, end, isEncoded)
        return
      }
      if (isEncoded && !isBare(code)) {
        bytes[length++ ^ swap] = 37
        bytes[length++ ^ swap] = digit(code >> 4, 55)
        bytes[length++ ^ swap] = digit(code, 55)
      } else bytes[length++ ^ swap] = code
    }
    if (end) bytes[length++ ^ swap] = end.charCodeAt(0)
    this.#length = length
  }

  sha1(text: string): string {
    this.#begin(text)
    return this.#sha1()
  }

  sha1OfRequest({ method, path, parameters, headers }: CanonicalRequest): string {
    this.#begin(method, '\n')
    this.#write(path, '\n')
    this.#writeList(parameters)
    this.#writeList(headers)
    return this.#sha1()
  }

  hmac(key: KeyStates, text: string): string {
    this.#begin(text)
    this.#digest(key.inner, 64)
    this.#writeDigest()
    this.#digest(key.outer, 64)
    return this.#hex()
  }

  key(text: string): KeyStates {
    this.#begin(text)
    if (this.#length > 64) {
      this.#digest(start, 0)
      this.#writeDigest()
    }
    while (this.#length < 64) this.#put(0)
    const inner = this.#pad(0x36363636)
    // The first mask is still on the words: this makes it the second.
    const outer = this.#pad(0x36363636 ^ 0x5c5c5c5c)
    // The scratch memory must not keep a secret.
    this.#words.fill((this.#length = 0))
    return { inner, outer }
  }

  /** What was refused half-way must not stand before this. */
  #begin(text: string, end?: string): void {
    this.#length = 0
    this.#write(text, end)
  }

  #sha1(): string {
    this.#digest(start, 0)
    return this.#hex()
  }

  #writeList({ names, values }: CanonicalList): void {
    const { length } = names
    if (!length) this.#write('', '\n')
    for (let at = 0; at < length; ) {
      this.#write(names[at]!, '=')
      this.#write(values[at]!, ++at < length ? '&' : '\n', true)
    }
  }

  #put(byte: number): void {
    this.#bytes[this.#length++ ^ swap] = byte
  }

  /** Text beyond ASCII is rare: it is written anew, by way of the platform. */
  #writeWide(text: string, end?: string, isEncoded?: boolean): void {
    const encoded = percentEncode(text)
    if (isEncoded) this.#write(encoded, end)
    else {
      for (const octet of new TextEncoder().encode(text)) this.#put(octet)
      if (end) this.#put(end.charCodeAt(0))
    }
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return
    const old = this.#words
    this.#words = new Int32Array((this.#length + bytes) | 255)
    this.#words.set(old)
    this.#bytes = new Uint8Array(this.#words.buffer)
  }

  #pad(mask: number): Int32Array {
    for (let index = 0; index < 16; index++) this.#words[index]! ^= mask
    const state = start.slice()
    sha1(state, this.#words, 16)
    return state
  }

  /** Pads the text and mixes it in. `prefixBytes` are in the starting state already: the pad of an HMAC. */
  #digest(from: Int32Array, prefixBytes: number): void {
    // 32 bits of bit count: 512 MiB, far beyond any request.
    const bits = (this.#length + prefixBytes) * 8
    this.#put(0x80)
    while (this.#length & 3) this.#put(0)
    let length = this.#length >> 2
    // At least one zero: it is the upper half of the bit count.
    do this.#words[length++] = 0
    while ((length & 15) !== 15)
    this.#words[length++] = bits
    this.#state.set(from)
    sha1(this.#state, this.#words, length)
    this.#length = 0
  }

  #hex(): string {
    let hex = ''
    for (let index = 0; index < 5; index++) hex += hexOf(this.#state[index]!)
    return hex
  }

  #writeDigest(): void {
    this.#words.set(this.#state)
    this.#length = 20
  }
}

/** The state of SHA-1 before the first byte. */
const start: Int32Array = /* @__PURE__ */ Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)

/** All of signing is synchronous, so one serves everybody. */
export const hasher: Hasher = /* @__PURE__ */ new FastHasher()

function hexOf(word: number): string {
  return String.fromCharCode(
    digit(word >> 28, 87),
    digit(word >> 24, 87),
    digit(word >> 20, 87),
    digit(word >> 16, 87),
    digit(word >> 12, 87),
    digit(word >> 8, 87),
    digit(word >> 4, 87),
    digit(word, 87),
  )
}

/** The lowest four bits as a hex digit; `letters` is ten before the character code of its A. */
function digit(bits: number, letters: number): number {
  const nibble = bits & 15
  return nibble + (nibble > 9 ? letters : 48)
}

/** A–Z a–z 0–9 - . _ ~ stay bare, everything else is escaped. */
function isBare(code: number): boolean {
  return code > 96 ? code < 123 || code === 126 : code > 64 ? code < 91 || code === 95 : code > 44 && code < 58 && code !== 47
}
