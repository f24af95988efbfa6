/**
 * SHA-1 whose running state can be seen. `uploadparts` carries that state after each slice, and no crypto library gives it
 * out; everything else here uses WebCrypto.
 */
export class RunningSha1 {
  readonly #state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0])
  readonly #words = new Int32Array(80)
  readonly #block = new Uint8Array(64)
  #sizeBytes = 0

  /** Takes in bytes. */
  update(bytes: Uint8Array): void {
    const open = this.#sizeBytes % 64
    this.#sizeBytes += bytes.byteLength
    let offset = 0
    if (open > 0) {
      offset = Math.min(64 - open, bytes.byteLength)
      this.#block.set(bytes.subarray(0, offset), open)
      if (open + offset < 64) return
      this.#compress(this.#block, 0)
    }
    for (; offset + 64 <= bytes.byteLength; offset += 64) this.#compress(bytes, offset)
    this.#block.set(bytes.subarray(offset))
  }

  /** The five words after the bytes so far, each with its lowest byte first, in hexadecimal: good after whole blocks only. */
  state(): string {
    if (this.#sizeBytes % 64 !== 0) throw new RangeError('The state is whole after a multiple of 64 bytes only.')
    return hexOf(this.#state, true)
  }

  /** The SHA-1 of all bytes, in hexadecimal. Nothing can be taken in afterwards. */
  digest(): string {
    const sizeBytes = this.#sizeBytes
    const padding = new Uint8Array((sizeBytes % 64 < 56 ? 64 : 128) - (sizeBytes % 64))
    padding[0] = 0x80
    const view = new DataView(padding.buffer)
    view.setUint32(padding.byteLength - 8, Math.floor(sizeBytes / 2 ** 29))
    view.setUint32(padding.byteLength - 4, (sizeBytes * 8) >>> 0)
    this.update(padding)
    return hexOf(this.#state, false)
  }

  #compress(bytes: Uint8Array, offset: number): void {
    const words = this.#words
    for (let i = 0, at = offset; i < 16; i += 1, at += 4)
      words[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
    for (let i = 16; i < 80; i += 1) {
      const mixed = words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!
      words[i] = (mixed << 1) | (mixed >>> 31)
    }
    let [a, b, c, d, e] = this.#state as unknown as [number, number, number, number, number]
    for (let i = 0; i < 80; i += 1) {
      const step =
        i < 20
          ? ((b & c) | (~b & d)) + 0x5a827999
          : i < 40
            ? (b ^ c ^ d) + 0x6ed9eba1
            : i < 60
              ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
              : (b ^ c ^ d) + 0xca62c1d6
      const next = (((a << 5) | (a >>> 27)) + step + e + words[i]!) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    const state = this.#state
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
    state[4]! += e
  }
}

function hexOf(words: Int32Array, isLowestByteFirst: boolean): string {
  const view = new DataView(new ArrayBuffer(20))
  words.forEach((word, index) => {
    view.setInt32(index * 4, word, isLowestByteFirst)
  })
  return [...new Uint8Array(view.buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
