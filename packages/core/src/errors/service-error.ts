import { CosError, isCosError } from './cos-error.js'

/** Codes that COS documents. Any other text is possible too. */
export type ServiceErrorCode =
  | 'AccessDenied'
  | 'BadDigest'
  | 'BucketAlreadyExists'
  | 'BucketAlreadyOwnedByYou'
  | 'BucketNotEmpty'
  | 'EntityTooLarge'
  | 'EntityTooSmall'
  | 'ExpiredToken'
  | 'InternalError'
  | 'InvalidAccessKeyId'
  | 'InvalidArgument'
  | 'InvalidObjectState'
  | 'InvalidPart'
  | 'InvalidPartOrder'
  | 'InvalidRange'
  | 'MalformedXML'
  | 'MethodNotAllowed'
  | 'NoSuchBucket'
  | 'NoSuchKey'
  | 'NoSuchUpload'
  | 'NoSuchVersion'
  | 'NotImplemented'
  | 'NotModified'
  | 'PathConflict'
  | 'PreconditionFailed'
  | 'RequestTimeTooSkewed'
  | 'ServiceUnavailable'
  | 'SignatureDoesNotMatch'
  | 'SlowDown'
  | (string & {})

/** Options of a {@link ServiceError}. */
export interface ServiceErrorOptions {
  readonly code: ServiceErrorCode
  readonly status: number
  readonly operation: string
  readonly method: string
  /** Host and path; never a query, because signatures travel there. */
  readonly address: string
  readonly resource?: string | undefined
  readonly requestId?: string | undefined
  readonly traceId?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** COS answered with an error. Switch on `code`; quote `requestId` when asking support. */
export class ServiceError extends CosError {
  override readonly name = 'ServiceError'
  declare readonly code: ServiceErrorCode
  /** HTTP status. 200 is possible: copies and completions may fail after the status line was sent. */
  declare readonly status: number
  /** COS name of the operation, for example `GetObject`. */
  declare readonly operation: string
  declare readonly method: string
  /** Host and path; never a query, because signatures travel there. */
  declare readonly address: string
  declare readonly resource: string | undefined
  /** `x-cos-request-id`; absent when the answer did not come from COS. */
  declare readonly requestId: string | undefined
  declare readonly traceId: string | undefined
  /** Headers of the answer, names in lower case. */
  readonly headers: Readonly<Record<string, string>>

  constructor(message: string, options: ServiceErrorOptions) {
    const { code, operation, method, address, status, requestId = 'none' } = options
    super(`${code}: ${message}\n  ${operation} ${method} ${address} → ${status}\n  request id: ${requestId}`, options)
    this.headers = options.headers ?? {}
  }
}

/** Tells whether an error is an answer of COS, optionally with a certain code. */
export function isServiceError(error: unknown, code?: ServiceErrorCode): error is ServiceError {
  return isCosError(error) && error.name === 'ServiceError' && (code === undefined || error.code === code)
}
