import { type Clock, InputError } from '@cos/core'

/** Lets bytes move at a rate, those of all who ask together. */
export class Bandwidth {
  readonly #bytesPerMs: number
  readonly #clock: Clock
  #freeAt = 0

  constructor(bytesPerSecond: number, clock: Clock) {
    if (!(bytesPerSecond > 0)) throw new InputError('must be above 0', { member: 'bytesPerSecond' })
    this.#bytesPerMs = bytesPerSecond / 1000
    this.#clock = clock
  }

  /** Waits until all bytes that were asked for before are through. */
  take(sizeBytes: number, signal: AbortSignal): Promise<void> | undefined {
    const now = this.#clock.now()
    const waitMs = this.#freeAt - now
    this.#freeAt = Math.max(now, this.#freeAt) + sizeBytes / this.#bytesPerMs
    return waitMs > 0 ? this.#clock.sleep(waitMs, signal) : undefined
  }
}
