const marker = Symbol.for('cos.error')

/** Options of every error here. */
export interface CosErrorOptions {
  readonly code: string
  readonly cause?: unknown
}

/** What every error of this SDK is. `code` is stable and made to be switched on; the message is for people. */
export class CosError extends Error {
  override readonly name: string = 'CosError'
  /** Stable identifier, for example `NoSuchKey` or `ConnectTimeout`. */
  declare readonly code: string
  /** @internal lets two copies of the package recognise each other's errors */
  readonly [marker] = true

  constructor(message: string, options: CosErrorOptions) {
    super(message, options)
    // Every option is a member of the same name; `cause`, which is there already, stays hidden from loops.
    Object.assign(this, options)
  }
}

/** Tells whether an error comes from this SDK, also when two copies of it are installed. */
export function isCosError(error: unknown): error is CosError {
  return (error as { [marker]?: unknown } | undefined | null)?.[marker] === true
}
