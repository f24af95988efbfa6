import type { RequestMiddleware } from '../middleware/compose.js'
import type { HttpRequest, HttpResponse, ResponseBody } from '../transport/transport.js'

/** A checksum in the making. */
export interface RunningChecksum {
  update(chunk: Uint8Array): unknown
  /** The value as the header carries it. */
  text(): string
}

/**
 * A checksum of a body that COS returns in a header. Like readers and writers it stands in the declarations, so that only
 * commands that check bring the code for it.
 */
export interface BodyChecksum {
  readonly header: string
  start(): RunningChecksum
  /** Compares what was sent with what the service says it received. */
  readonly verifySent: RequestMiddleware
  /** Wraps the body of an answer so that reading all of it ends in an error when its checksum differs. */
  readonly verifyReceived: (request: HttpRequest, response: HttpResponse) => ResponseBody
}
