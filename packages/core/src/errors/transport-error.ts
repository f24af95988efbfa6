import { CosError } from './cos-error.js'

/** Why no answer came. */
export type TransportErrorCode = 'ConnectFailed' | 'ConnectTimeout' | 'IdleTimeout' | 'ConnectionLost' | 'DeadlineExceeded' | (string & {})

/** Options of a {@link TransportError}. */
export interface TransportErrorOptions {
  readonly code: TransportErrorCode
  /** False when the request surely never reached the service. Default true. */
  readonly wasSent?: boolean | undefined
  readonly cause?: unknown
}

/** No answer, or only a part of one: name resolution, connection, time-out, cut body. `cause` holds the reason. */
export class TransportError extends CosError {
  override readonly name = 'TransportError'
  /** False when the request surely never reached the service, so that repeating it is always safe. */
  readonly wasSent: boolean

  constructor(message: string, options: TransportErrorOptions) {
    super(message, options)
    this.wasSent = options.wasSent ?? true
  }
}
