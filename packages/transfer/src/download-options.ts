import type { Clock, GetObjectOutput, RetryPolicy } from '@cos/core'
import type { Progress } from './progress.js'
import type { DownloadTarget } from './target/target.js'

/** What to download and how. */
export interface DownloadOptions {
  /** Full name with the APPID: `photos-1250000000`. */
  readonly bucket: string
  readonly key: string
  /** One version. Default: the latest. */
  readonly versionId?: string | undefined
  /**
   * A path (Node), a web stream, or a function that takes chunks in order. A file is written beside the path and takes its
   * name once all is there and checked. A stream has got its bytes before the check, which then ends in an error.
   */
  readonly target: DownloadTarget
  /** Only these bytes, both ends included. They cannot be checked by the checksum, which is that of the whole object. */
  readonly range?: { readonly first: number; readonly last?: number | undefined } | undefined
  /** Fails with `PreconditionFailed` unless the ETag is this. */
  readonly ifMatch?: string | undefined
  /** Size of the ranges a file is fetched in, in bytes, at least 1 MiB. Default 8 MiB. */
  readonly partSizeBytes?: number | undefined
  /** Ranges under way at once, for files; streams are fetched in one. Default 5. */
  readonly concurrency?: number | undefined
  /** Compares the bytes with the object's CRC-64. Default true. */
  readonly verifyChecksum?: boolean | undefined
  /** Waits until the file is on the disk, so that it outlives a loss of power. Default false. */
  readonly isDurable?: boolean | undefined
  /** Ends the download with the signal's own reason; no temporary file stays. */
  readonly signal?: AbortSignal | undefined
  /** Hears how far the download is. What it throws ends the download. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** What to do when an answer breaks off. It is asked anew once a MiB has come. Default `backoff()`. */
  readonly retry?: RetryPolicy | undefined
  /** Where time and chance come from. Default: the machine's. */
  readonly clock?: Clock | undefined
}

/** What was read, and what is known of the object. */
export interface DownloadOutput extends Omit<GetObjectOutput, 'body' | 'contentLength' | 'contentRange' | 'crc64'> {
  /** Bytes written to the target. */
  readonly sizeBytes: number
  /** CRC-64 of what was written, an unsigned decimal number as text. Absent when it could not be compared with the object's. */
  readonly crc64: string | undefined
}
