import type { PartChecksum } from '../combine-parts.js'
import type { SizedSource } from '../source/source.js'
import type { UploadRun } from './upload-run.js'

/** A part the service has. */
export interface SentPart extends PartChecksum {
  readonly partNumber: number
  /** Quoted. */
  readonly etag: string
}

/** What the service says of an object that is complete. */
export interface Completion {
  readonly etag: string
  readonly crc64?: string | undefined
  readonly versionId?: string | undefined
}

/** A multipart upload, begun now or by an earlier call. */
export interface UploadSession {
  readonly uploadId: string
  readonly partSizeBytes: number
  /** What need not be sent again. */
  readonly sent: readonly SentPart[]
  /** The object, when an earlier call completed it and could not say so any more. */
  readonly completion?: Completion | undefined
  /** Notes a part for a later call. */
  note(part: SentPart): void
  /** Waits until all of them are noted: once the object is made, nothing else says that it was this upload. */
  noted?(): Promise<void>
  /** Ends it well. */
  completed(): Promise<void>
  /** Ends it after a failure: keeps it for a later call, or gives it up. */
  failed(error: unknown): Promise<void>
}

/** How uploads begin when a later call shall be able to go on: made by `resumeUpload`. */
export interface UploadResume {
  /** @internal Begins, or goes on with what an earlier call left. */
  begin(run: UploadRun, source: SizedSource): Promise<UploadSession>
  /** @internal True when there is one upload, so that an object that was damaged cannot be sent anew. */
  readonly isOnce?: boolean | undefined
}
