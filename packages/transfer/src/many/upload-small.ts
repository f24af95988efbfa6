import { isCosError } from '@cos/core'
import type { PoolRun } from '../control/pool.js'
import { ProgressMeter } from '../control/progress.js'
import { putWhole } from '../upload/put-whole.js'
import type { ObjectOptions } from '../upload/upload-options.js'
import type { UploadRun } from '../upload/upload-run.js'
import { writtenObject } from '../upload/written-object.js'

/** Uploads bytes that are in memory, as `upload` does, but without a handle of their own; what was damaged is sent once more. */
export async function uploadSmall(
  run: PoolRun,
  { client, share, partDeadlineMs }: Pick<UploadRun, 'client' | 'share' | 'partDeadlineMs'>,
  object: ObjectOptions,
  bytes: Uint8Array,
): Promise<void> {
  const settings: UploadRun = {
    ...run,
    client,
    share,
    partDeadlineMs,
    object: writtenObject(object),
    // The group counts files, not their parts.
    meter: new ProgressMeter(run.clock, () => {}),
    partSizeBytes: bytes.byteLength,
    thresholdBytes: bytes.byteLength,
    digest: undefined,
    onLeftover: undefined,
  }
  try {
    await putWhole(settings, { body: bytes }, bytes.byteLength)
  } catch (error) {
    if (run.signal.aborted || !isCosError(error) || error.code !== 'ChecksumMismatch') throw error
    await putWhole(settings, { body: bytes }, bytes.byteLength)
  }
}
