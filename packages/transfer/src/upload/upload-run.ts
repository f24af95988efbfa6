import type { CommandSender } from '../control/command-sender.js'
import type { PoolRun } from '../control/pool.js'
import type { UploadFinder } from './find-upload.js'
import type { UploadOptions } from './upload-options.js'
import type { WrittenObject } from './written-object.js'

/** One upload: what was asked for, checked and with its defaults, and the means to end it. */
export interface UploadRun extends PoolRun {
  readonly client: CommandSender
  /** Address and headers of the object. Commands take of it what they declare, so it goes into each as a whole. */
  readonly object: WrittenObject
  readonly partSizeBytes: number
  readonly thresholdBytes: number
  readonly digest: UploadOptions['digest']
  readonly onLeftover: UploadOptions['onLeftover']
  /** The upload somebody else has begun for this run, and the only one it may use. */
  readonly begun?: (UploadFinder & { readonly uploadId: string }) | undefined
}
