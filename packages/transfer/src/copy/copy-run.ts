import type { CopyObjectInput, CopySource, HeadObjectOutput } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { PoolRun } from '../control/pool.js'
import type { UploadOptions } from '../upload/upload-options.js'
import type { UploadSession } from '../upload/upload-session.js'
import type { WrittenObject } from '../upload/written-object.js'

/** Conditions on the source. */
export type CopyConditions = Pick<
  CopyObjectInput,
  'copySourceIfMatch' | 'copySourceIfNoneMatch' | 'copySourceIfModifiedSince' | 'copySourceIfUnmodifiedSince'
>

/** One copy: what was asked for, checked and with its defaults, and the means to end it. */
export interface CopyRun extends PoolRun {
  readonly client: CommandSender
  readonly sourceClient: CommandSender
  readonly source: CopySource
  readonly conditions: CopyConditions
  /** Address and headers of the object to be. */
  readonly object: WrittenObject
  readonly metadataDirective: 'Copy' | 'Replaced'
  readonly taggingDirective: 'Copy' | 'Replaced'
  readonly aclDirective: 'Copy' | 'Replaced'
  readonly copySourceCustomerKey: CopyObjectInput['copySourceCustomerKey']
  readonly partSizeBytes: number
  readonly thresholdBytes: number
  readonly onLeftover: UploadOptions['onLeftover']
  readonly resume: CopyResume | undefined
}

/** The version of the source that is copied. */
export interface FoundSource extends HeadObjectOutput {
  readonly sizeBytes: number
}

/** How copies in parts begin when a later call shall be able to go on: made by `resumeCopy`. */
export interface CopyResume {
  /** @internal Begins, or goes on with what an earlier call left. */
  begin(run: CopyRun, found: FoundSource): Promise<UploadSession>
}
