import type { Layout } from '../formats/object-format.js'

/** Bytes of the content in a chunk; the last one may have fewer. */
export const chunkBytes = 128 * 1024
/** What a chunk is longer when stored: 16 bytes in front that name the attempt, and the tag behind. */
export const overheadBytes = 32
/** A whole chunk as stored. */
export const recordBytes = chunkBytes + overheadBytes

/** Chunks stand one behind the other, all whole but the last, so that places and lengths follow from each other. */
export const chunkLayout: Layout = {
  storedBytes: (plainBytes) => plainBytes + overheadBytes * Math.max(1, Math.ceil(plainBytes / chunkBytes)),
  plainBytes(storedBytes) {
    const records = Math.ceil(storedBytes / recordBytes) || 1
    const tail = storedBytes - (records - 1) * recordBytes
    return tail >= overheadBytes ? storedBytes - records * overheadBytes : undefined
  },
  storedRange: (first, last) => ({
    first: Math.floor(first / chunkBytes) * recordBytes,
    last: last === undefined ? undefined : (Math.floor(last / chunkBytes) + 1) * recordBytes - 1,
  }),
  // One more than that holds: where a suffix begins in a chunk is known once the answer tells the length. And one for the end.
  storedSuffix: (plainBytes) => (Math.ceil(plainBytes / chunkBytes) + 1) * recordBytes + overheadBytes,
}
