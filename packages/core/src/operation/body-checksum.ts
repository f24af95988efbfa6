import type { RequestMiddleware } from '../middleware/compose.js'

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
  /** Compares what was sent, or what is received, with what the service says. */
  readonly verify: RequestMiddleware
}
