import { CosError } from './cos-error.js'

/** Options of a {@link ResponseError}. */
export interface ResponseErrorOptions {
  readonly code: 'UnreadableResponse' | 'ChecksumMismatch' | (string & {})
  readonly operation: string
  readonly status: number
  readonly requestId?: string | undefined
  /** The first bytes of the answer, as text. */
  readonly start?: string | undefined
  readonly cause?: unknown
}

/** An answer that cannot be read, or whose content is not what its checksum says. */
export class ResponseError extends CosError {
  override readonly name = 'ResponseError'
  declare readonly operation: string
  declare readonly status: number
  declare readonly requestId: string | undefined
  /** The first bytes of the answer, as text. */
  declare readonly start: string | undefined

  constructor(message: string, options: ResponseErrorOptions) {
    super(message, options)
  }
}
