/**
 * SHA-1 whose running state can be seen, which no crypto library gives out. The V4 API sends that state after each slice of
 * an upload, so that slices can be checked in any order.
 */
export class RunningSha1 {
  readonly #state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0])
  readonly #words = new Int32Array(80)
  readonly #block = new Uint8Array(64)
  #sizeBytes = 0

  /** Starts anew, or goes on where a {@link state} was taken after so many bytes. */
  constructor(state?: string, sizeBytes = 0) {
    if (state === undefined) return
    const view = new DataView(Uint8Array.from(state.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)).buffer)
    for (let word = 0; word < 5; word += 1) this.#state[word] = view.getInt32(word * 4, true)
    this.#sizeBytes = sizeBytes
  }

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
    const state = this.#state
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    // Four loops and sums cut to 32 bits at once: several times as quick as one loop that chooses.
    for (let i = 0; i < 20; i += 1) {
      const next = (((a << 5) | (a >>> 27)) + ((b & c) | (~b & d)) + ((e + words[i]! + 0x5a827999) | 0)) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (let i = 20; i < 40; i += 1) {
      const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + ((e + words[i]! + 0x6ed9eba1) | 0)) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (let i = 40; i < 60; i += 1) {
      const next = (((a << 5) | (a >>> 27)) + ((b & c) | (d & (b | c))) + ((e + words[i]! + 0x8f1bbcdc) | 0)) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (let i = 60; i < 80; i += 1) {
      const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + ((e + words[i]! + 0xca62c1d6) | 0)) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    state[0] = state[0]! + a
    state[1] = state[1]! + b
    state[2] = state[2]! + c
    state[3] = state[3]! + d
    state[4] = state[4]! + e
  }
}

function hexOf(words: Int32Array, isLowestByteFirst: boolean): string {
  const view = new DataView(new ArrayBuffer(20))
  words.forEach((word, index) => {
    view.setInt32(index * 4, word, isLowestByteFirst)
  })
  return [...new Uint8Array(view.buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
