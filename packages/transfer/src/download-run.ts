import type { Clock, RetryPolicy } from '@cos/core'
import type { CommandSender } from './upload-options.js'

/** One download: what was asked for, checked and with its defaults, and the means to end it. */
export interface DownloadRun {
  readonly client: CommandSender
  readonly object: { readonly bucket: string; readonly key: string; readonly versionId: string | undefined }
  readonly controller: AbortController
  /** Aborted by the caller or by `controller`. */
  readonly signal: AbortSignal
  readonly partSizeBytes: number
  readonly concurrency: number
  readonly retry: RetryPolicy
  readonly clock: Clock
}
