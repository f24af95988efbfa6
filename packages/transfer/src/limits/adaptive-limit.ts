/** How much slower than at its best a byte may be before fewer requests are sent at once. */
const slownessLimit = 4
/** Small requests are measured as if they had this many bytes: their time is that of the way, not of the bytes. */
const leastBytes = 256 * 1024

/**
 * How many requests at once the service bears: halved when it asks for less, cut by a quarter when bytes take much
 * longer than they did, and raised by one for every round of requests that went well.
 */
export class AdaptiveLimit {
  readonly #most: number
  #value: number
  /** Requests that still belong to the time before the last cut; what they say is old. */
  #oldAnswers = 0
  #bestMsPerByte = Number.POSITIVE_INFINITY
  #recentMsPerByte: number | undefined

  constructor(most: number) {
    this.#most = this.#value = most
  }

  /** The limit now, at least 1. */
  get value(): number {
    return Math.floor(this.#value)
  }

  /** Notes an answer that asked for less. */
  slowDown(): void {
    this.#cut(0.5)
  }

  /** Notes a request that went well. */
  succeeded(elapsedMs: number, sizeBytes: number): void {
    if (this.#oldAnswers > 0) {
      this.#oldAnswers -= 1
      return
    }
    const msPerByte = elapsedMs / Math.max(sizeBytes, leastBytes)
    // The best fades, because a way may have become longer for good.
    this.#bestMsPerByte = Math.min(this.#bestMsPerByte * 1.01, msPerByte)
    this.#recentMsPerByte = this.#recentMsPerByte === undefined ? msPerByte : this.#recentMsPerByte * 0.8 + msPerByte * 0.2
    if (this.#recentMsPerByte > this.#bestMsPerByte * slownessLimit && this.#value > 2) {
      this.#recentMsPerByte = undefined
      this.#cut(0.75)
    } else this.#value = Math.min(this.#most, this.#value + 1 / this.#value)
  }

  /** One storm is one cut: answers to requests from before it do not count again. */
  #cut(factor: number): void {
    if (this.#oldAnswers > 0) return
    this.#oldAnswers = this.value
    this.#value = Math.max(1, this.#value * factor)
  }
}
