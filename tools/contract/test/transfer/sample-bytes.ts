import { Crc64 } from '@cos/core'

/** Bytes that differ at every place that matters: no two parts are alike. */
export function sampleBytes(sizeBytes: number, seed = 1): Uint8Array {
  const words = new Uint32Array(Math.ceil(sizeBytes / 4))
  let state = seed
  for (let index = 0; index < words.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    words[index] = state ^ (state >>> 16)
  }
  return new Uint8Array(words.buffer, 0, sizeBytes)
}

/** The checksum of bytes, as COS writes it. */
export function crc64Text(bytes: Uint8Array): string {
  return new Crc64().update(bytes).digestText()
}
