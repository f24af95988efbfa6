/**
 * Mixes the blocks of `bytes[0, length)` into `state`; `length` is a whole number of blocks. `schedule` is room for 80 words,
 * handed in so that a digest allocates nothing.
 *
 * WebCrypto is no way out: it is asynchronous, and on texts this short its calls cost ten times the digest.
 */
export function sha1(state: Int32Array, bytes: Uint8Array, length: number, schedule: Int32Array): void {
  const w = schedule
  for (let offset = 0; offset < length; ) {
    let index = 0
    let next: number
    for (; index < 16; offset += 4) {
      w[index++] = (bytes[offset]! << 24) | (bytes[offset + 1]! << 16) | (bytes[offset + 2]! << 8) | bytes[offset + 3]!
    }
    for (; index < 80; index++) {
      next = w[index - 3]! ^ w[index - 8]! ^ w[index - 14]! ^ w[index - 16]!
      w[index] = (next << 1) | (next >>> 31)
    }
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    // Four loops of twenty rounds: one loop with the choice inside takes a quarter more time.
    for (index = 0; index < 20; index++) {
      next = (((a << 5) | (a >>> 27)) + e + w[index]! + (d ^ (b & (c ^ d))) + 0x5a827999) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (; index < 40; index++) {
      next = (((a << 5) | (a >>> 27)) + e + w[index]! + (b ^ c ^ d) + 0x6ed9eba1) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (; index < 60; index++) {
      next = (((a << 5) | (a >>> 27)) + e + w[index]! + ((b & c) | (d & (b | c))) - 0x70e44324) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (; index < 80; index++) {
      next = (((a << 5) | (a >>> 27)) + e + w[index]! + (b ^ c ^ d) - 0x359d3e2a) | 0
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
