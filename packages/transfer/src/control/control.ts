import type { Clock } from '@cos/core'
import type { TransferShare } from '../limits/transfer-share.js'
import type { ProgressMeter } from './progress.js'
import type { TransferEvent } from './transfer.js'

/** What the work of a transfer gets from its handle. */
export interface Control {
  /** Aborted by the caller, the handle or the deadline. */
  readonly signal: AbortSignal
  readonly concurrency: number
  readonly partDeadlineMs: number | undefined
  readonly clock: Clock
  readonly meter: ProgressMeter
  readonly share: TransferShare | undefined
  /** Waits while the transfer is paused. Undefined while it is not, so that nobody waits for nothing. */
  pass(): Promise<void> | undefined
  emit(event: TransferEvent): void
}
