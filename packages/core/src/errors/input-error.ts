import { CosError } from './cos-error.js'

/** Options of an {@link InputError}. */
export interface InputErrorOptions {
  /** Path of the member, for example `metadata.owner` or `rules[0].status`. */
  readonly member: string
  readonly cause?: unknown
}

/** Bad input, refused before anything was sent. `member` names what is wrong. */
export class InputError extends CosError {
  override readonly name = 'InputError'
  /** Path of the member, for example `metadata.owner` or `rules[0].status`. */
  declare readonly member: string

  constructor(message: string, options: InputErrorOptions) {
    super(`${options.member}: ${message}`, { code: 'InvalidInput', ...options })
  }
}

/** Ends a call whose input cannot work. */
export function refuse(member: string, problem: string): never {
  throw new InputError(problem, { member })
}
