import type { CreateMultipartUploadInput } from '@cos/core'
import type { CommandSender, UploadOptions } from './upload-options.js'

/** One upload: what was asked for, checked and with its defaults, and the means to end it. */
export interface UploadRun {
  readonly client: CommandSender
  /** Address and headers of the object. */
  readonly object: CreateMultipartUploadInput
  readonly controller: AbortController
  /** Aborted by the caller or by `controller`. */
  readonly signal: AbortSignal
  readonly partSizeBytes: number
  readonly concurrency: number
  readonly thresholdBytes: number
  readonly onLeftover: UploadOptions['onLeftover']
}
