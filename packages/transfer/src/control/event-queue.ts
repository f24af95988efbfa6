import type { TransferEvent } from './transfer.js'

/** Events one listener did not take yet. It stays small: progress is kept once, and everything else happens once a part. */
export class EventQueue {
  readonly #waiting: TransferEvent[] = []
  #wake: (() => void) | undefined
  #hasEnded = false

  add(event: TransferEvent): void {
    if (event.type === 'progress' && this.#waiting.at(-1)?.type === 'progress') this.#waiting.pop()
    this.#waiting.push(event)
    this.#wake?.()
  }

  end(): void {
    this.#hasEnded = true
    this.#wake?.()
  }

  /** Gives events until the end. */
  async *take(): AsyncGenerator<TransferEvent, void> {
    for (;;) {
      const event = this.#waiting.shift()
      if (event) yield event
      else if (this.#hasEnded) return
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
    }
  }
}
