import type { GetObjectInput, RetryPolicy } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { PoolRun } from '../control/pool.js'

/** One download: what was asked for, checked and with its defaults, and the means to end it. */
export interface DownloadRun extends PoolRun {
  readonly client: CommandSender
  /** Address of the object, and what every request for a part of it says. */
  readonly object: Omit<GetObjectInput, 'range' | keyof Conditions>
  /** What the first request says: the others name the version it found. */
  readonly conditions: Conditions
  readonly partSizeBytes: number
  readonly readAheadBytes: number
  readonly retry: RetryPolicy
  /** Whether to compute checksums. */
  readonly isChecked: boolean
}

/** Conditions on the object. */
export type Conditions = Pick<GetObjectInput, 'ifMatch' | 'ifNoneMatch' | 'ifModifiedSince' | 'ifUnmodifiedSince'>
