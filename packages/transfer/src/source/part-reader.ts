import { abortable, InputError } from '@cos/core'

/** Gathers the chunks of a stream into parts. */
export class PartReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #signal: AbortSignal
  #rest: Uint8Array | undefined

  constructor(chunks: AsyncIterator<Uint8Array>, signal: AbortSignal) {
    this.#chunks = chunks
    this.#signal = signal
  }

  /** Fills `memory` from the stream and returns what it holds then: less than all of it only at the end of the stream. */
  async fill(memory: Uint8Array): Promise<Uint8Array> {
    let filled = 0
    while (filled < memory.byteLength && (await this.hasMore())) {
      const chunk = this.#rest!
      const taken = chunk.subarray(0, memory.byteLength - filled)
      memory.set(taken, filled)
      filled += taken.byteLength
      this.#rest = taken.byteLength < chunk.byteLength ? chunk.subarray(taken.byteLength) : undefined
    }
    return memory.subarray(0, filled)
  }

  /** Tells whether a byte follows; reads ahead by one chunk to know. */
  async hasMore(): Promise<boolean> {
    while (!this.#rest) {
      const step = await abortable(this.#chunks.next(), this.#signal)
      if (step.done) return false
      if (!(step.value instanceof Uint8Array)) {
        throw new InputError('gave something that is not bytes; a Node stream must not have an encoding', { member: 'source' })
      }
      if (step.value.byteLength > 0) this.#rest = step.value
    }
    return true
  }
}
