import type { FileHandle } from 'node:fs/promises'
import type { PartWriter } from './target.js'
import type { WriteMemory } from './write-memory.js'

/**
 * Writes chunks at their place in a file, many in one call, because each costs a trip through the thread pool. They are
 * copied into memory that is used again: chunks that lived until they are written would outlive the collector's quick
 * rounds, and several times what is under way would wait for its slow ones.
 */
export class FileWriter implements PartWriter {
  readonly #handle: FileHandle
  readonly #memory: WriteMemory
  #position: number
  #batch: Uint8Array | undefined
  #filledBytes = 0

  constructor(handle: FileHandle, position: number, memory: WriteMemory) {
    this.#handle = handle
    this.#position = position
    this.#memory = memory
  }

  write(chunk: Uint8Array): void | Promise<void> {
    this.#batch ??= this.#memory.take()
    if (this.#filledBytes + chunk.byteLength > this.#batch.byteLength) return this.#writeAcross(chunk)
    this.#batch.set(chunk, this.#filledBytes)
    this.#filledBytes += chunk.byteLength
  }

  /** Writes what waits, and gives the memory back. */
  async flush(): Promise<void> {
    await this.#writeBatch()
    if (this.#batch) this.#memory.giveBack(this.#batch)
    this.#batch = undefined
  }

  /** Takes a chunk in that does not fit as a whole. */
  async #writeAcross(chunk: Uint8Array): Promise<void> {
    const batch = this.#batch!
    for (let rest = chunk; rest.byteLength > 0; ) {
      if (this.#filledBytes === batch.byteLength) await this.#writeBatch()
      const fitting = rest.subarray(0, batch.byteLength - this.#filledBytes)
      batch.set(fitting, this.#filledBytes)
      this.#filledBytes += fitting.byteLength
      rest = rest.subarray(fitting.byteLength)
    }
  }

  async #writeBatch(): Promise<void> {
    for (let from = 0; from < this.#filledBytes; ) {
      const { bytesWritten } = await this.#handle.write(this.#batch!, from, this.#filledBytes - from, this.#position)
      this.#position += bytesWritten
      from += bytesWritten
    }
    this.#filledBytes = 0
  }
}
