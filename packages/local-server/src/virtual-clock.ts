import { abortable, type Clock } from '@cos/core'

/** A clock whose time passes only when somebody waits by it, or says so. */
export interface VirtualClock extends Clock {
  /** Lets time pass. */
  advance(milliseconds: number): void
}

/**
 * Makes a clock for tests: hours pass in no time. Given to a server and to its clients alike, every wait of theirs moves the time of
 * all of them, so that a restoration, a lifecycle or a retry is over at once.
 */
export function virtualClock(startAtMs: number = Date.UTC(2024, 0, 1)): VirtualClock {
  let nowMs = startAtMs
  return {
    now: () => nowMs,
    random: () => 0.5,
    advance(milliseconds) {
      nowMs += milliseconds
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted()
      nowMs += milliseconds
      // Others get their turn, as they would in real time.
      await abortable(new Promise<void>((resolve) => setImmediate(resolve)), signal)
    },
  }
}
