/** Bytes for those who take checksums: the same for each. */
export function checksumChunk(chunkBytes) {
  return Uint8Array.from({ length: chunkBytes }, (_, index) => (index * 7 + (index >> 8)) & 255)
}

/** The work of taking a checksum: `take(sizeBytes)` returns it as hexadecimal text, which all must agree on. */
export function measuredChecksum(take, sizeBytes) {
  take(sizeBytes / 8)
  let sample
  const whole = () => {
    sample = take(sizeBytes)
    return sizeBytes
  }
  return { whole, sampleOf: () => sample }
}
