import type { BodySource } from '../transport/transport.js'

/** A file that is being sent. */
export interface OpenedFile {
  readonly contentLength: number
  /** Reads it from its beginning. */
  readonly body: () => BodySource
  /** Fails when the file is no longer what it was when it was opened. */
  readonly checkUnchanged: () => Promise<void>
  readonly close: () => Promise<void>
}
