/** Work that is done after the answer it came from. */
export interface Deferral {
  /** Does work soon. Work is done one piece after the other, in the order it came. */
  readonly defer: (work: () => Promise<void>) => void
  /** Waits until nothing is left to do. */
  readonly settled: () => Promise<void>
}

/** Prepares deferred work; what it fails with goes to `onError`, and the rest goes on. */
export function createDeferral(onError: (error: unknown) => void): Deferral {
  let last: Promise<void> = Promise.resolve()
  return {
    defer(work) {
      last = last.then(work).catch(onError)
    },
    async settled() {
      for (let seen: Promise<void> | undefined; seen !== last; await seen) seen = last
    },
  }
}
