import type { FileHandle } from 'node:fs/promises'
import type { PartWriter } from './target.js'

/** Chunks from the network are small; written one by one each would cost a trip through the thread pool. */
const batchBytes = 512 * 1024

/** Writes chunks at their place in a file, many in one call. */
export class FileWriter implements PartWriter {
  readonly #handle: FileHandle
  #position: number
  #chunks: Uint8Array[] = []
  #bytes = 0

  constructor(handle: FileHandle, position: number) {
    this.#handle = handle
    this.#position = position
  }

  write(chunk: Uint8Array): void | Promise<void> {
    this.#chunks.push(chunk)
    this.#bytes += chunk.byteLength
    return this.#bytes < batchBytes ? undefined : this.flush()
  }

  async flush(): Promise<void> {
    while (this.#chunks.length > 0) {
      const { bytesWritten } = await this.#handle.writev(this.#chunks, this.#position)
      this.#position += bytesWritten
      this.#bytes -= bytesWritten
      this.#chunks = without(this.#chunks, bytesWritten)
    }
  }
}

/** What is left of chunks after their first bytes were written. */
function without(chunks: readonly Uint8Array[], writtenBytes: number): Uint8Array[] {
  let rest = writtenBytes
  let index = 0
  while (index < chunks.length && chunks[index]!.byteLength <= rest) rest -= chunks[index++]!.byteLength
  return index === chunks.length ? [] : [chunks[index]!.subarray(rest), ...chunks.slice(index + 1)]
}
