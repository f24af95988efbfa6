import type { PoolRun } from '../control/pool.js'
import { putWatched } from '../upload/put-watched.js'
import type { ObjectOptions } from '../upload/upload-options.js'
import type { UploadRun } from '../upload/upload-run.js'
import { writtenObject } from '../upload/written-object.js'
import type { WrittenEntry } from './many-options.js'

/** Uploads bytes that are in memory, as `upload` does, but without a handle of their own. */
export async function uploadSmall(
  { signal, ended, clock }: PoolRun,
  { client, share, partDeadlineMs }: Pick<UploadRun, 'client' | 'share' | 'partDeadlineMs'>,
  object: ObjectOptions,
  bytes: Uint8Array,
): Promise<WrittenEntry> {
  const sizeBytes = bytes.byteLength
  const slot = await share?.acquire(signal)
  const startedAt = clock.now()
  try {
    await share?.pace(sizeBytes, signal)
    const run = { client, object: writtenObject(object), ended }
    const { etag, crc64 } = await putWatched(run, { ...object, body: bytes }, { signal, deadlineMs: partDeadlineMs })
    slot?.release({ elapsedMs: clock.now() - startedAt, sizeBytes })
    return { etag, crc64: client.verifiesChecksums === false ? undefined : crc64 }
  } finally {
    slot?.release()
  }
}
