import type { PartChecksum } from '../combine-parts.js'
import type { PartPlan } from '../plan.js'
import type { DownloadRun } from './download-run.js'
import type { FoundObject } from './found-object.js'

/** A part that is in the target. */
export interface FetchedPart extends PartChecksum {
  readonly partNumber: number
}

/** What an earlier call left. */
export interface LeftDownload {
  readonly etag: string
  readonly objectSizeBytes: number
  readonly partSizeBytes: number
  /** Size of the file, which has its full length from the start. */
  readonly sizeBytes: number
  readonly parts: readonly FetchedPart[]
  /** State of the file when all of it was there and checked, just before it got its name. */
  readonly finishedStamp?: string | undefined
}

/** A download of which a journal keeps record. */
export interface DownloadSession {
  /** Distinguishes the temporary file; the same for the same download. */
  readonly temporaryName: string
  readonly left: LeftDownload | undefined
  /** Forgets what was left and begins with this version of the object. */
  begin(object: FoundObject, plan: PartPlan): Promise<void>
  /** Notes a part for a later call, once `sync` has put it on the disk. */
  note(part: FetchedPart, sync: () => Promise<void>): void
  /** Notes that all is there and checked: a file in this state, under its final name, is what was asked for. */
  finished(stamp: string): Promise<void>
  /** Ends it well, once the target has its name. */
  completed(): Promise<void>
  /** Ends it after a failure, and keeps it for a later call. */
  failed(): Promise<void>
}

/** How downloads begin when a later call shall be able to go on: made by `resumeDownload`. */
export interface DownloadResume {
  /** @internal Opens the record of a download into this file. */
  open(run: DownloadRun, target: { readonly place: string; readonly range: string }): Promise<DownloadSession>
}
