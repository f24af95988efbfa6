import type { AnyOperation } from '@cos/core'
import type { RequestTarget } from '@cos/signer'
import type { ServerRequest } from './server-request.js'

/** What becomes known of a request on its way. */
export interface Progress {
  readonly startedAtMs: number
  readonly requestId: string
  readonly request: ServerRequest
  readonly host: string
  target?: RequestTarget
  operation?: AnyOperation | undefined
  code?: string
}
