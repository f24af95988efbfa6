import type { AnyOperation } from '@cos/core'
import type { RequestTarget } from '@cos/signer'
import type { RequestAddress } from './address.js'
import type { Caller } from './authenticate.js'
import type { ServerRequest } from './server-request.js'
import type { BucketRecord, ObjectRecord } from './store/records.js'

/** What becomes known of a request on its way. */
export interface Progress {
  readonly startedAtMs: number
  readonly requestId: string
  readonly request: ServerRequest
  readonly host: string
  target?: RequestTarget
  address?: RequestAddress
  operation?: AnyOperation | undefined
  caller?: Caller
  bucket?: BucketRecord | undefined
  /** The object the answer is about. */
  record?: ObjectRecord | undefined
  code?: string
  /** Why the rights of the caller do not go so far. */
  refusal?: string | undefined
}
