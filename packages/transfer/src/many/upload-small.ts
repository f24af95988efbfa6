import { isCosError, PutObjectCommand } from '@cos/core'
import type { PoolRun } from '../control/pool.js'
import { ProgressMeter } from '../control/progress.js'
import { putWhole } from '../upload/put-whole.js'
import type { ObjectOptions } from '../upload/upload-options.js'
import type { UploadRun } from '../upload/upload-run.js'
import { writtenObject } from '../upload/written-object.js'
import type { WrittenEntry } from './many-options.js'

/**
 * Uploads bytes that are in memory, as `upload` does, but without a handle of their own. What was damaged is sent once more in
 * the way of large objects, which removes what stays damaged.
 */
export async function uploadSmall(
  run: PoolRun,
  { client, share, partDeadlineMs }: Pick<UploadRun, 'client' | 'share' | 'partDeadlineMs'>,
  object: ObjectOptions,
  bytes: Uint8Array,
): Promise<WrittenEntry> {
  const { signal } = run
  const sizeBytes = bytes.byteLength
  try {
    const slot = await share?.acquire(signal)
    const startedAt = run.clock.now()
    try {
      await share?.pace(sizeBytes, signal)
      const { etag, crc64 } = await client.send(new PutObjectCommand({ ...object, body: bytes }), { signal, deadlineMs: partDeadlineMs })
      slot?.release({ elapsedMs: run.clock.now() - startedAt, sizeBytes })
      return { etag, crc64: client.verifiesChecksums === false ? undefined : crc64 }
    } finally {
      slot?.release()
    }
  } catch (error) {
    if (signal.aborted || !isCosError(error) || error.code !== 'ChecksumMismatch') throw error
    const settings: UploadRun = {
      ...run,
      client,
      share,
      partDeadlineMs,
      object: writtenObject(object),
      // The group counts files, not their parts.
      meter: new ProgressMeter(run.clock, () => {}),
      partSizeBytes: sizeBytes,
      thresholdBytes: sizeBytes,
      digest: undefined,
      onLeftover: undefined,
    }
    return putWhole(settings, { body: bytes }, sizeBytes)
  }
}
