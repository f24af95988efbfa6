import type { Md5 } from './md5.js'

/** WebCrypto has no MD5, and the libraries that do cost a page four times as much as this. It is for documents, not for objects. */
export function createMd5(): Md5 {
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  const block = new DataView(new ArrayBuffer(64))
  let sizeBytes = 0
  const take = (byte: number) => {
    block.setUint8(sizeBytes++ % 64, byte)
    if (sizeBytes % 64 === 0) compress(state, block)
  }
  const md5: Md5 = {
    update(chunk) {
      chunk.forEach(take)
      return md5
    },
    digest() {
      const [low, high] = [sizeBytes << 3, Math.floor(sizeBytes / 2 ** 29)]
      take(0x80)
      while (sizeBytes % 64 !== 56) take(0)
      for (const word of [low, high]) for (let shift = 0; shift < 32; shift += 8) take(word >>> shift)
      const digest = new DataView(new ArrayBuffer(16))
      state.forEach((word, at) => {
        digest.setInt32(at * 4, word, true)
      })
      return new Uint8Array(digest.buffer)
    },
  }
  return md5
}

/** Computes the 16 bytes of the MD5 digest of `bytes`. */
export function md5(bytes: Uint8Array): Uint8Array {
  return createMd5().update(bytes).digest()
}

/** By how much each step of a round turns, four after four. */
const turns = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
]

function compress(state: Int32Array, block: DataView): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number]
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4
    const mixed = [(b & c) | (~b & d), (b & d) | (c & ~d), b ^ c ^ d, c ^ (b | ~d)][round]!
    const word = block.getInt32((([1, 5, 3, 7][round]! * step + [0, 1, 5, 0][round]!) % 16) * 4, true)
    // The constants of MD5 are the first bits of sines.
    const sum = (a + mixed + word + Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32)) | 0
    const turn = turns[round]![step % 4]!
    a = d
    d = c
    c = b
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0
  }
  state[0]! += a
  state[1]! += b
  state[2]! += c
  state[3]! += d
}
