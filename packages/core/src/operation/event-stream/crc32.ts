let table: Uint32Array | undefined

/** Computes the CRC-32 of IEEE 802.3, as in zlib. Given the result for what came before, it goes on from there. */
export function crc32(bytes: Uint8Array, before = 0): number {
  table ??= makeTable()
  let crc = ~before
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ table[(crc ^ bytes[at]!) & 255]!
  return ~crc >>> 0
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
    return value
  })
}
