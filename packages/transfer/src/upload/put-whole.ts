import {
  type BodyChecksum,
  type Command,
  PutObjectCommand,
  type PutObjectOutput,
  ResponseError,
  type RunningChecksum,
  sentCrc64,
} from '@cos/core'
import type { Slice } from '../source/source.js'
import { removeBadObject } from './remove-bad-object.js'
import { readyBody } from './send-parts.js'
import type { UploadOutput } from './upload-options.js'
import type { UploadRun } from './upload-run.js'

/** Writes an object in one request, and removes it when its checksum is wrong and stays so. */
export async function putWhole(run: UploadRun, { body, onSent }: Slice, sizeBytes: number): Promise<UploadOutput> {
  const { client, object, signal, meter } = run
  await run.pass()
  const send = async () => {
    const { input } = new PutObjectCommand({ ...object, contentLength: sizeBytes, ...(await readyBody(run, body, sizeBytes)) })
    const last: LastAttempt = { running: undefined, headers: {} }
    const command: Command<unknown, PutObjectOutput> = { operation: { ...PutObjectCommand.operation, checksum: watched(last) }, input }
    return client.send(command, { signal, deadlineMs: run.partDeadlineMs, onSent }).catch((error: unknown) => settle(run, error, last))
  }
  const { etag, crc64, versionId } = await (run.share ? run.share.during(run, sizeBytes, send) : send())
  meter.confirmed(1, sizeBytes)
  signal.throwIfAborted()
  return { etag, crc64, sizeBytes, versionId, partCount: 0 }
}

/** What the last attempt sent and was answered. */
interface LastAttempt {
  running: RunningChecksum | undefined
  headers: Readonly<Record<string, string>>
}

/** In pages the bare command checks nothing, to stay small; here every byte is checked everywhere. */
function watched(last: LastAttempt): BodyChecksum {
  return {
    header: sentCrc64.header,
    start() {
      last.running = sentCrc64.start()
      return last.running
    },
    verify: (request, next) =>
      sentCrc64.verify(request, async (attempt) => {
        const answer = await next(attempt)
        last.headers = answer.headers
        return answer
      }),
  }
}

/** What was stored last is not what was sent, or its answer was damaged. */
async function settle(
  run: UploadRun,
  error: unknown,
  { running, headers }: LastAttempt,
): Promise<Pick<PutObjectOutput, 'etag' | 'crc64' | 'versionId'>> {
  const etag = headers['etag']
  if (!(error instanceof ResponseError && error.code === 'ChecksumMismatch') || !running || !etag) throw error
  const crc64 = running.text()
  const versionId = headers['x-cos-version-id']
  await removeBadObject(run, { operation: 'PutObject', written: { etag, crc64: headers[sentCrc64.header], versionId }, crc64 })
  return { etag, crc64, versionId }
}
