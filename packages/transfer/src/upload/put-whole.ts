import type { Slice } from '../source/source.js'
import { putWatched } from './put-watched.js'
import { readyBody } from './send-parts.js'
import type { UploadOutput } from './upload-options.js'
import type { UploadRun } from './upload-run.js'

/** Writes an object in one request. */
export async function putWhole(run: UploadRun, { body, onSent }: Slice, sizeBytes: number): Promise<UploadOutput> {
  const { object, signal, meter } = run
  await run.pass()
  const send = async () => {
    const input = { ...object, contentLength: sizeBytes, ...(await readyBody(run, body, sizeBytes)) }
    return putWatched(run, input, { signal, deadlineMs: run.partDeadlineMs, onSent })
  }
  const { etag, crc64, versionId } = await (run.share ? run.share.during(run, sizeBytes, send) : send())
  meter.confirmed(1, sizeBytes)
  signal.throwIfAborted()
  return { etag, crc64, sizeBytes, versionId, partCount: 0 }
}
