import type { Control } from '../control/control.js'
import type { TransferShare } from './transfer-share.js'

/** Does a request's work within a slot of a share, and tells the share how long it took. */
export async function duringSlot<Result>(
  share: TransferShare,
  { clock, signal }: Pick<Control, 'clock' | 'signal'>,
  sizeBytes: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const slot = await share.acquire(signal)
  const startedAt = clock.now()
  try {
    const result = await work()
    slot.release({ elapsedMs: clock.now() - startedAt, sizeBytes })
    return result
  } finally {
    slot.release()
  }
}
