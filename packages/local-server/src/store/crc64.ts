// Stands in until the checksum kernel of @cos/core exists; then this file goes and its importers take that one.
const polynomial = 0xc96c5795d7870f42n
const mask = (1n << 64n) - 1n
const low = new Uint32Array(256)
const high = new Uint32Array(256)
for (let index = 0; index < 256; index++) {
  let value = BigInt(index)
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n
  low[index] = Number(value & 0xffffffffn)
  high[index] = Number(value >> 32n)
}

/** Computes CRC-64/XZ over chunks. */
export class Crc64 {
  #low = 0xffffffff
  #high = 0xffffffff

  update(chunk: Uint8Array): this {
    let lower = this.#low
    let upper = this.#high
    for (let at = 0; at < chunk.length; at++) {
      const index = (lower ^ (chunk[at] as number)) & 0xff
      lower = ((lower >>> 8) | (upper << 24)) ^ (low[index] as number)
      upper = (upper >>> 8) ^ (high[index] as number)
    }
    this.#low = lower
    this.#high = upper
    return this
  }

  digest(): bigint {
    return ((BigInt(~this.#high >>> 0) << 32n) | BigInt(~this.#low >>> 0)) & mask
  }
}

/** Computes the CRC of two runs of bytes, one after the other, from theirs. */
export function combineCrc64(first: bigint, second: bigint, secondLengthBytes: number): bigint {
  let matrix = Array.from({ length: 64 }, (_, bit) => (bit === 0 ? polynomial : 1n << BigInt(bit - 1)))
  for (let doubling = 0; doubling < 3; doubling++) matrix = matrix.map((column) => times(matrix, column))
  let value = first
  for (let left = BigInt(secondLengthBytes); left > 0n; left >>= 1n) {
    if (left & 1n) value = times(matrix, value)
    matrix = matrix.map((column) => times(matrix, column))
  }
  return value ^ second
}

function times(matrix: readonly bigint[], vector: bigint): bigint {
  let sum = 0n
  for (let bit = 0; vector > 0n; bit++, vector >>= 1n) if (vector & 1n) sum ^= matrix[bit] as bigint
  return sum
}
