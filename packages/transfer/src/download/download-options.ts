import type { GetObjectInput, GetObjectOutput, RetryPolicy } from '@cos/core'
import type { ControlOptions } from '../control/control-options.js'
import type { DownloadTarget } from '../target/target.js'
import type { DownloadResume } from './download-session.js'

/** What to download and how. Besides these it takes what GetObject takes: `versionId`, conditions, `responseContentType`, … */
export interface DownloadOptions extends Omit<GetObjectInput, 'range'>, ControlOptions {
  /**
   * A path (Node), a web or Node stream, or a function that takes chunks in order. A file is written beside the path and
   * takes its name once all is there and checked. A stream has got its bytes before the check, which then ends in an error.
   */
  readonly target: DownloadTarget
  /** Only these bytes, both ends included. They cannot be checked by the checksum, which is that of the whole object. */
  readonly range?: { readonly first: number; readonly last?: number | undefined } | undefined
  /** Size of the ranges it is fetched in, in bytes, at least 1 MiB. Default 8 MiB. */
  readonly partSizeBytes?: number | undefined
  /**
   * For streams and functions: how many bytes to hold that were fetched before their turn, in whole parts, `concurrency` of
   * them at once. Default 0: one request, in order, nothing held.
   */
  readonly readAheadBytes?: number | undefined
  /** Compares the bytes with the object's CRC-64. Default: as the client does, which is true. */
  readonly verifyChecksum?: boolean | undefined
  /** Waits until the file is on the disk, so that it outlives a loss of power. Default false. */
  readonly isDurable?: boolean | undefined
  /** What to do when a file of that name is there: replace it as a whole, or fail with `TargetExists`. Default `replace`. */
  readonly existing?: 'replace' | 'fail' | undefined
  /**
   * Lets a later call go on where this one was ended: `resumeDownload(fileJournal('…'))`. A failed download then keeps what
   * it has beside the target. For files. Default: a failed download leaves nothing behind.
   */
  readonly resume?: DownloadResume | undefined
  /** What to do when an answer breaks off. It is asked anew once a MiB has come. Default `backoff()`. */
  readonly retry?: RetryPolicy | undefined
}

/** What was read, and what is known of the object. */
export interface DownloadOutput extends Omit<GetObjectOutput, 'body' | 'contentLength' | 'contentRange' | 'crc64'> {
  /** Bytes written to the target. */
  readonly sizeBytes: number
  /** CRC-64 of what was written, an unsigned decimal number as text. Absent when it could not be compared with the object's. */
  readonly crc64: string | undefined
}
