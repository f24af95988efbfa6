/** The reason of the signal when the user, or the system, asked to stop. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  /** 130 for Ctrl-C, 143 for SIGTERM. */
  readonly exitCode: number
  constructor(exitCode: number) {
    super('Stopped.')
    this.exitCode = exitCode
  }
}

/** Whoever reads standard output has gone, as `head` does: nothing more is to be done, and nothing is wrong. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone'
}
