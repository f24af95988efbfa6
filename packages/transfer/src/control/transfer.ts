/// <reference lib="esnext.disposable" preserve="true" />
import type { Progress } from './progress.js'

/** Where a transfer stands. `paused`: nothing new is begun; what is under way ends first. */
export type TransferState = 'running' | 'paused' | 'completed' | 'failed'

/** What happens in a transfer, in order. Several `progress` events that nobody took yet become one. */
export type TransferEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  /** A part is done: stored, written or copied. */
  | { readonly type: 'part'; readonly partNumber: number; readonly sizeBytes: number }
  /** Work of an earlier call was taken over. */
  | { readonly type: 'resumed'; readonly partCount: number; readonly sizeBytes: number }
  /** Everything is done anew; `reason` is the error, or a sentence. */
  | { readonly type: 'restarted'; readonly reason: unknown }
  /** The journal did not take a part: a later call would move it again. */
  | { readonly type: 'unrecorded'; readonly error: unknown }
  | { readonly type: 'paused' }
  | { readonly type: 'continued' }

/**
 * A transfer under way. It is a promise of its output, and the means to steer it. Leaving the scope of
 * `await using transfer = upload(…)` aborts it unless it has ended, and waits until nothing of it runs any more.
 */
export interface Transfer<Output> extends Promise<Output>, AsyncDisposable {
  readonly state: TransferState
  /** How far it is now. */
  readonly progress: Progress
  /** Begins nothing new. Requests under way end first; a stream stops after its chunk. */
  pause(): void
  /** Goes on after {@link pause}. */
  resume(): void
  /**
   * Ends it: the promise is rejected with `reason`, by default an `AbortError`, once nothing runs any more. A transfer
   * with `resume` keeps what it has for the next call; one without leaves nothing behind.
   */
  abort(reason?: unknown): void
  /** Tells what happens from now on. The loop ends with the transfer; how it ended is known from the promise. */
  events(): AsyncGenerator<TransferEvent, void>
}
