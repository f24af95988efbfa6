import type { RunningChecksum } from '../operation/body-checksum.js'
import { isBlob } from '../transport/chunks-of.js'

const mebibyte = 1024 ** 2
/** Bytes in memory are taken so many at a time, which is a few milliseconds; then what else the thread has to do has a turn. */
const stepBytes = 4 * mebibyte
/** A Blob is read by pieces of this size. Measured in Chromium: 64 KiB costs more, and more than this only memory. */
const pieceBytes = mebibyte

/** Shows bytes in memory, or a Blob, to a checksum, without holding the thread for long. */
export async function updateFrom(running: RunningChecksum, body: Uint8Array | Blob): Promise<void> {
  if (isBlob(body)) return updateFromBlob(running, body)
  for (let from = 0; from < body.byteLength; from += stepBytes) {
    if (from > 0) await new Promise((resolve) => setTimeout(resolve))
    running.update(body.subarray(from, from + stepBytes))
  }
}

/** Reads into one piece of memory, where the runtime can: in a page, new memory for each costs more than the rest of an upload. */
async function updateFromBlob(running: RunningChecksum, blob: Blob): Promise<void> {
  const reader = readerOf(blob.stream())
  // A view of no bytes could not be read into.
  let memory = new ArrayBuffer(Math.min(pieceBytes, blob.size + 1))
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(memory))
    if (done) return
    running.update(value)
    memory = value.buffer
  }
}

function readerOf(stream: ReadableStream<Uint8Array>): ReadableStreamBYOBReader {
  try {
    return stream.getReader({ mode: 'byob' })
  } catch {
    // Not every engine gives the bytes of a Blob this way. The usual reader takes no notice of memory it is offered.
    return stream.getReader() as unknown as ReadableStreamBYOBReader
  }
}
