/** CRC-64/XZ bit by bit, straight from its definition: what the fast kernels are held against. */
export function crc64Bitwise(bytes: Uint8Array): bigint {
  let crc = 0xffffffffffffffffn
  for (const byte of bytes) {
    crc ^= BigInt(byte)
    for (let bit = 0; bit < 8; bit++) crc = (crc >> 1n) ^ (crc & 1n ? 0xc96c5795d7870f42n : 0n)
  }
  return crc ^ 0xffffffffffffffffn
}
