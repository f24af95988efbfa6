import type { Clock } from '@cos/core'
import type { TransferShare } from '../limits/transfer-share.js'
import type { Progress } from './progress.js'

/** What every transfer understands, whichever way it goes. */
export interface ControlOptions {
  /** Parts of this transfer under way at once. Default 5. */
  readonly concurrency?: number | undefined
  /** Limits it shares with other transfers: requests at once, bytes a second. Default: none but its own. */
  readonly limits?: TransferShare | undefined
  /** Ends the transfer with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
  /** Longest time for all of it, in milliseconds, pauses included. Default none. */
  readonly deadlineMs?: number | undefined
  /** Longest time for one part with all its attempts, in milliseconds. Default: the client's deadline. */
  readonly partDeadlineMs?: number | undefined
  /** Hears how far the transfer is. What it throws ends the transfer. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Where time and chance come from. Default: the machine's. */
  readonly clock?: Clock | undefined
}

/** Takes the members of {@link ControlOptions} apart from all others, which go to COS. */
export function splitOptions<Options extends ControlOptions>(options: Options): [ControlOptions, Omit<Options, keyof ControlOptions>] {
  const { concurrency, limits, signal, deadlineMs, partDeadlineMs, onProgress, clock, ...others } = options
  return [{ concurrency, limits, signal, deadlineMs, partDeadlineMs, onProgress, clock }, others]
}
