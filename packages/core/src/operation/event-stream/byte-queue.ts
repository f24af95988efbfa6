/** Takes exact numbers of bytes out of chunks of any size. Holds what was asked for and the rest of one chunk. */
export class ByteQueue {
  readonly #chunks: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]()
  }

  /** Gives the next bytes; fewer than asked for only at the end. */
  async take(sizeBytes: number): Promise<Uint8Array> {
    if (this.#rest.byteLength >= sizeBytes) return this.#cut(sizeBytes)
    const pieces: Uint8Array[] = [this.#rest]
    let length = this.#rest.byteLength
    this.#rest = new Uint8Array(0)
    while (length < sizeBytes) {
      const { done, value } = await this.#chunks.next()
      if (done) return joined(pieces, length)
      pieces.push(value)
      length += value.byteLength
    }
    this.#rest = joined(pieces, length)
    return this.#cut(sizeBytes)
  }

  /** Gives the rest up. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  #cut(sizeBytes: number): Uint8Array {
    const taken = this.#rest.subarray(0, sizeBytes)
    this.#rest = this.#rest.subarray(sizeBytes)
    return taken
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.byteLength
  }
  return bytes
}
