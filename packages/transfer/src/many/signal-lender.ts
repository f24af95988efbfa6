/**
 * Lends signals that follow another. Every request listens to its signal, and many on one look like a leak to Node; one of
 * its own for each of a million files would be one.
 */
export class SignalLender {
  readonly #free: AbortSignal[] = []

  /** Calls with a signal that nobody else listens to meanwhile. */
  async lend<Output>(signal: AbortSignal, work: (own: AbortSignal) => Promise<Output>): Promise<Output> {
    const own = this.#free.pop() ?? AbortSignal.any([signal])
    try {
      return await work(own)
    } finally {
      this.#free.push(own)
    }
  }
}
