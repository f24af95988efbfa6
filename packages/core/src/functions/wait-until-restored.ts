import { type Clock, systemClock } from '../client/clock.js'
import type { CosClient } from '../client/cos-client.js'
import { HeadObjectCommand, type HeadObjectOutput } from '../commands/object/head-object.js'
import { CosError } from '../errors/cos-error.js'
import { refuse } from '../errors/input-error.js'

/** Options of {@link waitUntilRestored}. */
export interface WaitUntilRestoredOptions {
  /** Ends the wait with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
  /** Longest time to wait, in milliseconds. Default 172,800,000, which is two days. */
  readonly timeoutMs?: number | undefined
  /** First pause between two looks, in milliseconds; each is half as long again as the one before. Default 15,000. */
  readonly intervalMs?: number | undefined
  /** Longest pause between two looks, in milliseconds. Default 600,000. */
  readonly maxIntervalMs?: number | undefined
  /** Called after each look. Default none. */
  readonly onProgress?: ((look: { readonly elapsedMs: number; readonly head: HeadObjectOutput }) => void) | undefined
  /** Where time comes from. Default: the machine's. */
  readonly clock?: Clock | undefined
}

/**
 * Waits until an object that `RestoreObjectCommand` asked for can be read (HEAD Object, again and again), and returns its head.
 * Returns at once for an object that is not archived.
 *
 * @throws CosError with the code `NotRestoring` when nobody asked for it or the restored copy has expired, and `DeadlineExceeded` when
 * `timeoutMs` is over; what HeadObject throws; the signal's own reason when it is aborted.
 */
export async function waitUntilRestored(
  client: CosClient,
  object: { readonly bucket: string; readonly key: string; readonly versionId?: string | undefined },
  options: WaitUntilRestoredOptions = {},
): Promise<HeadObjectOutput> {
  const { signal, timeoutMs = 172_800_000, intervalMs = 15_000, maxIntervalMs = 600_000, onProgress, clock = systemClock } = options
  if (!(timeoutMs > 0)) refuse('timeoutMs', 'must be more than 0')
  if (!(intervalMs > 0)) refuse('intervalMs', 'must be more than 0')
  if (!(maxIntervalMs >= intervalMs)) refuse('maxIntervalMs', 'must not be less than intervalMs')
  const { bucket, key, versionId } = object
  const startedAtMs = clock.now()
  for (let pauseMs = intervalMs; ; pauseMs = Math.min(pauseMs * 1.5, maxIntervalMs)) {
    const leftMs = timeoutMs - (clock.now() - startedAtMs)
    if (leftMs <= 0) throw new CosError(`${key} was not restored within ${timeoutMs} ms.`, { code: 'DeadlineExceeded' })
    const head = await client.send(new HeadObjectCommand({ bucket, key, versionId }), { signal, deadlineMs: leftMs })
    onProgress?.({ elapsedMs: clock.now() - startedAtMs, head })
    signal?.throwIfAborted()
    const isArchived = head.storageClass?.endsWith('ARCHIVE') || head.storageTier?.endsWith('ARCHIVE_ACCESS')
    if (!isArchived || head.restore?.isOngoing === false) return head
    if (!head.restore) throw new CosError(`${key} is archived, and no restoration is under way.`, { code: 'NotRestoring' })
    await clock.sleep(Math.min(pauseMs, timeoutMs - (clock.now() - startedAtMs)), signal)
  }
}
