/**
 * Lends signals that follow another, the same one for all that are lent at a time. Every request listens to its signal, and many
 * on one look like a leak to Node; one of its own for each of a million files would be one. They are plain signals, used
 * again: to be listened to costs those that `AbortSignal.any` makes several times as much.
 */
export class SignalLender {
  readonly #free: AbortController[] = []
  readonly #lent = new Set<AbortController>()

  /** Calls with a signal that nobody else listens to meanwhile. */
  async lend<Output>(signal: AbortSignal, work: (own: AbortSignal) => Promise<Output>): Promise<Output> {
    signal.throwIfAborted()
    if (this.#lent.size === 0) signal.addEventListener('abort', this.#aborted)
    const own = this.#free.pop() ?? new AbortController()
    this.#lent.add(own)
    try {
      return await work(own.signal)
    } finally {
      this.#lent.delete(own)
      if (!own.signal.aborted) this.#free.push(own)
      if (this.#lent.size === 0) signal.removeEventListener('abort', this.#aborted)
    }
  }

  readonly #aborted = ({ target }: Event): void => {
    for (const own of this.#lent) own.abort((target as AbortSignal).reason)
  }
}
