import { type Body, chunksOf, InputError, UploadPartCommand } from '@cos/core'
import { runPool } from '../control/pool.js'
import { sendOne } from '../control/send-one.js'
import { maxParts } from '../plan.js'
import type { Part } from './parts.js'
import type { UploadRun } from './upload-run.js'
import type { SentPart, UploadSession } from './upload-session.js'

/** Sends parts, some at a time, and returns all the upload has then, in order. */
export async function sendParts(run: UploadRun, session: UploadSession, parts: AsyncIterator<Part>): Promise<SentPart[]> {
  const { object, meter } = run
  const { uploadId } = session
  const sent = [...session.sent]
  await runPool(parts, run, async ({ partNumber, sizeBytes, body, onSent, release }) => {
    if (partNumber > maxParts) throw new InputError(`is too long for ${maxParts} parts; give a larger partSizeBytes`, { member: 'source' })
    const ready = await readyBody(run, body, sizeBytes)
    // The client repeats it as often as its policy says: a second layer here would multiply the attempts.
    const { etag, crc64 } = await sendOne(
      run,
      new UploadPartCommand({ ...object, uploadId, partNumber, contentLength: sizeBytes, ...ready }),
      onSent,
    )
    release?.()
    const part = { partNumber, sizeBytes, etag, crc64 }
    sent.push(part)
    session.note(part)
    meter.confirmed(partNumber, sizeBytes)
    run.emit({ type: 'part', partNumber, sizeBytes })
  })
  run.signal.throwIfAborted()
  return sent.sort((left, right) => left.partNumber - right.partNumber)
}

/** The body as it is sent: held back as limits ask, or in memory with its digest, which goes before it. */
export async function readyBody(
  { digest: by, share, signal }: Pick<UploadRun, 'digest' | 'share' | 'signal'>,
  body: Body,
  sizeBytes: number,
): Promise<{ readonly body: Body; readonly contentMd5?: string }> {
  if (!by) return { body: share ? await share.paced(body, sizeBytes, signal) : body }
  const bytes = new Uint8Array(sizeBytes)
  let filled = 0
  for await (const chunk of chunksOf(typeof body === 'function' ? await body() : body)) {
    bytes.set(chunk, filled)
    filled += chunk.byteLength
  }
  return { body: bytes, contentMd5: by.digest(bytes) }
}
