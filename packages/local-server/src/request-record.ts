/** What is told of an answered request. It holds no query string and no header, so no signature and no token. */
export interface RequestRecord {
  readonly method: string
  /** Host and decoded path. */
  readonly resource: string
  /** COS's name of the operation; undefined when there is none. */
  readonly operation: string | undefined
  readonly status: number
  /** Code of the error document; undefined for a success. */
  readonly code: string | undefined
  /** Which statement, grant or lack of one refused the request; undefined for what the rights of its caller did not end. */
  readonly refusal: string | undefined
  readonly requestId: string
  /** From the arrival of the header to the start of the answer. */
  readonly durationMs: number
}
