import { ByteWriter } from './byte-writer.js'
import { sha1 } from './sha1.js'

/** A key of HMAC-SHA1, as the two states it leaves behind: the key itself is not kept. */
export interface HmacKey {
  readonly inner: Int32Array
  readonly outer: Int32Array
}

/** Digests what was written to it. After each digest the next text begins; no call allocates memory for its work. */
export class Hasher extends ByteWriter {
  readonly #start = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
  readonly #state = new Int32Array(5)
  readonly #schedule = new Int32Array(80)

  /** SHA-1 of the text, in lower-case hex. */
  sha1(): string {
    return this.#digest(this.#start, 0)
  }

  /** HMAC-SHA1 of the text, in lower-case hex. */
  hmac(key: HmacKey): string {
    this.#finish(key.inner, 64)
    this.#writeState()
    return this.#digest(key.outer, 64)
  }

  /** Makes the text the key of an HMAC. */
  key(): HmacKey {
    if (this.length > 64) {
      this.#finish(this.#start, 0)
      this.#writeState()
    }
    const block = this.bytes.fill(0, this.length, 64)
    const inner = this.#pad(block, 0x36)
    // 0x36 is still on the bytes: this turns it into 0x5c.
    const outer = this.#pad(block, 0x36 ^ 0x5c)
    // The scratch memory must not keep a secret.
    block.fill(0, (this.length = 0), 64)
    return { inner, outer }
  }

  #pad(block: Uint8Array, mask: number): Int32Array {
    for (let index = 0; index < 64; index++) block[index]! ^= mask
    const state = this.#start.slice()
    sha1(state, block, 64, this.#schedule)
    return state
  }

  #digest(start: Int32Array, prefixBytes: number): string {
    this.#finish(start, prefixBytes)
    let hex = ''
    for (const word of this.#state) hex += hexOf(word)
    return hex
  }

  /** Pads the text and mixes it in. `prefixBytes` are in the starting state already: the pad of an HMAC. */
  #finish(start: Int32Array, prefixBytes: number): void {
    const { bytes, length } = this
    const end = (length + 72) & ~63
    bytes[length] = 0x80
    bytes.fill(0, length + 1, end - 4)
    // 32 bits of bit count: 512 MiB, far beyond any request.
    const bits = (length + prefixBytes) * 8
    for (let index = 1; index < 5; index++) bytes[end - index] = bits >>> (index * 8 - 8)
    this.#state.set(start)
    sha1(this.#state, bytes, end, this.#schedule)
    this.length = 0
  }

  #writeState(): void {
    for (const word of this.#state) {
      for (let shift = 24; shift >= 0; shift -= 8) this.bytes[this.length++] = word >>> shift
    }
  }
}

function hexOf(word: number): string {
  return String.fromCharCode(
    hexDigit(word >>> 28),
    hexDigit((word >>> 24) & 15),
    hexDigit((word >>> 20) & 15),
    hexDigit((word >>> 16) & 15),
    hexDigit((word >>> 12) & 15),
    hexDigit((word >>> 8) & 15),
    hexDigit((word >>> 4) & 15),
    hexDigit(word & 15),
  )
}

function hexDigit(nibble: number): number {
  return nibble + (nibble > 9 ? 87 : 48)
}
