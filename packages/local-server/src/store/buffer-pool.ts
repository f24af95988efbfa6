const greatestKept = 32

/** Lends buffers of one size and keeps those given back: fresh ones cost more than what is written into them. */
export class BufferPool {
  readonly sizeBytes: number
  readonly #free: Buffer[] = []

  constructor(sizeBytes: number) {
    this.sizeBytes = sizeBytes
  }

  lend(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.sizeBytes)
  }

  /** Takes a buffer back; nobody may use it any more. */
  giveBack(buffer: Buffer | undefined): void {
    if (buffer !== undefined && this.#free.length < greatestKept) this.#free.push(buffer)
  }
}
