/** Bad input, refused before anything was signed. `member` names what is wrong; the message never holds its value. */
export class SignerError extends Error {
  override readonly name = 'SignerError'
  /** Stable identifier, the same as that of every other refused input. */
  readonly code = 'InvalidInput'
  /** Path of the member, for example `headers.x-cos-acl` or `credentials.secretKey`. */
  readonly member: string

  /** True for the errors of another copy of this package, too: in Node, `@cos/core` carries its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return (value as Error | undefined)?.name === 'SignerError'
  }

  constructor(member: string, message: string) {
    super(`${member} ${message}`)
    this.member = member
  }
}

/** Ends a call whose input cannot be signed. */
export function refuse(member: string, problem: string): never {
  throw new SignerError(member, problem)
}

/** What signing failed with: half a surrogate pair has no UTF-8, and what encoding it throws says no more than that. */
export function signerErrorOf(error: unknown): unknown {
  return error instanceof URIError ? new SignerError('request', 'holds half a surrogate pair') : error
}
