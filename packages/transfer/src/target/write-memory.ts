const kibibyte = 1024
/** What all parts of a transfer that are under way may gather together before they write it. */
const budgetBytes = 4 * 1024 * kibibyte
/** Measured: larger batches save nothing; smaller ones cost more than the memory is worth. */
const largestBytes = 512 * kibibyte
const smallestBytes = 64 * kibibyte

/** The memory in which the parts of a file are gathered, each in a piece of its own, which the next part uses again. */
export class WriteMemory {
  readonly #free: Uint8Array[] = []
  /** Of each piece. */
  readonly sizeBytes: number

  /** Shares the budget among so many parts at a time. */
  constructor(concurrency: number) {
    const share = Math.floor(budgetBytes / concurrency / smallestBytes) * smallestBytes
    this.sizeBytes = Math.min(largestBytes, Math.max(smallestBytes, share))
  }

  take(): Uint8Array {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.sizeBytes)
  }

  giveBack(piece: Uint8Array): void {
    this.#free.push(piece)
  }
}
