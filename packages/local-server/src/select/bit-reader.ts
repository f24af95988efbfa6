/** Reads bits, most significant first, of bytes that come in pieces. */
export class BitReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #bytes: Uint8Array = new Uint8Array()
  #at = 0
  #bits = 0
  #bitCount = 0

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]()
  }

  /** Waits until so many bytes are there, or all that are left. */
  async fill(sizeBytes: number): Promise<void> {
    let length = this.#bytes.length - this.#at
    if (length >= sizeBytes) return
    const pieces = [this.#bytes.subarray(this.#at)]
    while (length < sizeBytes) {
      const { done, value } = await this.#chunks.next()
      if (done) break
      pieces.push(value)
      length += value.byteLength
    }
    this.#bytes = Buffer.concat(pieces)
    this.#at = 0
  }

  /** Whether nothing is left. */
  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length && this.#bitCount === 0
  }

  /** Takes up to 24 bits. */
  take(count: number): number {
    while (this.#bitCount < count) {
      if (this.#at >= this.#bytes.length) throw new RangeError('the bits end too early')
      this.#bits = ((this.#bits << 8) | this.#bytes[this.#at++]!) >>> 0
      this.#bitCount += 8
    }
    this.#bitCount -= count
    const value = (this.#bits >>> this.#bitCount) & (2 ** count - 1)
    this.#bits &= 2 ** this.#bitCount - 1
    return value
  }

  /** Passes over what is left of a byte. */
  align(): void {
    this.#bitCount -= this.#bitCount % 8
    this.#bits &= 2 ** this.#bitCount - 1
  }

  /** Gives the rest up. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}
