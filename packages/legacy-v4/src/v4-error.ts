import { isServiceError, ServiceError, type ServiceErrorOptions } from '@cos/core'
import { hintOfV4Code, nameOfV4Code } from './codes.js'

/** Options of a {@link V4Error}. */
export interface V4ErrorOptions extends Omit<ServiceErrorOptions, 'code'> {
  readonly v4Code: number
  readonly v4Message: string
}

/**
 * The V4 API answered with a code other than 0. It is a `ServiceError` of `@cos/core`, so retry policies and `isServiceError`
 * work on it; `code` is the name of `v4Code`, for example `NoSuchFile` for -197.
 */
export class V4Error extends ServiceError {
  /** The number in the envelope, for example -197. */
  declare readonly v4Code: number
  /** The `message` of the envelope as the service sent it, for example `ERROR_CMD_FILE_NOTEXIST`. */
  declare readonly v4Message: string

  constructor(options: V4ErrorOptions) {
    const { v4Code, v4Message } = options
    super(`${v4Message || 'no reason given'} (${v4Code}).${hintOfV4Code(v4Code)}`, { ...options, code: nameOfV4Code(v4Code) })
  }
}

/** Tells whether an error is an answer of the V4 API, optionally with a certain number. */
export function isV4Error(error: unknown, v4Code?: number): error is V4Error {
  const code = isServiceError(error) ? (error as Partial<V4Error>).v4Code : undefined
  return code !== undefined && (v4Code === undefined || v4Code === code)
}
