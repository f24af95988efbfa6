/** What takes longer is no small thing, in milliseconds. */
const slowMs = 1
/** So many slow ones in a row are the disk; fewer are a busy machine. */
const slowCount = 4
/** How many things are then done elsewhere, before this thread is tried again. */
const restCount = 64

/**
 * Does small things with a disk in this thread as long as it answers at once: going to another thread costs more than everything
 * else about a small file, and threads that create files in one folder wait for each other. A disk that is slow, or far
 * away, is waited for elsewhere, many things at a time.
 */
export class QuickDisk {
  #slowCount = 0
  #restLeft = 0

  /** Either way of doing the same. */
  do<Result>(here: () => Result, elsewhere: () => Promise<Result>): Result | Promise<Result> {
    if (this.#restLeft > 0) {
      this.#restLeft--
      return elsewhere()
    }
    const startedAt = performance.now()
    try {
      return here()
    } finally {
      this.#slowCount = performance.now() - startedAt < slowMs ? 0 : this.#slowCount + 1
      if (this.#slowCount >= slowCount) this.#restLeft = restCount
    }
  }
}
