import { combineCrc64, crc64 } from '@cos/core'

export const blockBytes = 8 * 1024 * 1024

/** Eight MiB without a pattern that repeats within them; large objects are these over and over. */
export const block = createBlock()
const blockCrc64 = crc64(block)

export const smallBody = block.subarray(0, 4096)
export const smallCrc64 = crc64(smallBody)

/** CRC-64 of a large object of that many bytes. */
export function largeCrc64(sizeBytes) {
  let checksum = 0n
  for (let from = 0; from + blockBytes <= sizeBytes; from += blockBytes) checksum = combineCrc64(checksum, blockCrc64, blockBytes)
  const rest = sizeBytes % blockBytes
  return rest === 0 ? checksum : combineCrc64(checksum, crc64(block.subarray(0, rest)), rest)
}

function createBlock() {
  const words = new Uint32Array(blockBytes / 4)
  let state = 1
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[index] = state
  }
  return Buffer.from(words.buffer)
}
