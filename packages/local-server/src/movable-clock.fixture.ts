import { type Clock, systemClock } from '@cos/core'
import { dayMs } from './day.js'

/** A clock that stands still until it is moved. */
export interface MovableClock extends Clock {
  pass(time: { readonly days?: number | undefined; readonly milliseconds?: number | undefined }): void
}

/** Starts a clock at an instant; noon of UTC+8 on a Thursday unless it says another. */
export function movableClock(startMs = Date.UTC(2026, 0, 1, 4)): MovableClock {
  let nowMs = startMs
  return {
    ...systemClock,
    now: () => nowMs,
    pass({ days = 0, milliseconds = 0 }) {
      nowMs += days * dayMs + milliseconds
    },
  }
}
