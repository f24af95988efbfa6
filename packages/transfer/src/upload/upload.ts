import { InputError, isCosError } from '@cos/core'
import { openSource } from '#source'
import type { CommandSender } from '../control/command-sender.js'
import type { Control } from '../control/control.js'
import { splitOptions } from '../control/control-options.js'
import { startRun } from '../control/pool.js'
import { startTransfer } from '../control/start-transfer.js'
import type { Transfer } from '../control/transfer.js'
import { checkPartSize, defaultPartBytes, maxPartBytes, planParts, sizeOf } from '../plan.js'
import { PartReader } from '../source/part-reader.js'
import type { SizedSource, StreamSource } from '../source/source.js'
import { beginUpload } from './begin-upload.js'
import { completeUpload } from './complete-upload.js'
import { type Part, partsOfSource, partsOfStream } from './parts.js'
import { putWhole } from './put-whole.js'
import { sendParts } from './send-parts.js'
import type { UploadOptions, UploadOutput } from './upload-options.js'
import type { UploadRun } from './upload-run.js'
import type { UploadResume, UploadSession } from './upload-session.js'
import { writtenObject } from './written-object.js'

/**
 * Uploads an object of any size: a small one in one request (PUT Object), a large one in parts (Initiate Multipart Upload,
 * Upload Part, Complete Multipart Upload). Every byte is checked by CRC-64 against what COS says it stored. A failed or
 * cancelled upload leaves nothing behind, or with `resume` what the next call goes on with.
 *
 * Throws what `client.send` throws; `InputError` for a source that cannot be read or changes meanwhile; `ResponseError`
 * with the code `ChecksumMismatch` when the stored object is not what was read, twice; the signal's own reason when aborted.
 */
export function upload(client: CommandSender, options: UploadOptions): Transfer<UploadOutput> {
  const [control, { source, partSizeBytes, multipartThresholdBytes, resume, digest, onLeftover, ...object }] = splitOptions(options)
  return startTransfer(control, async (control) => {
    const settings = {
      client: control.share?.observe(client) ?? client,
      object: writtenObject(object),
      partSizeBytes: checkPartSize(partSizeBytes ?? defaultPartBytes),
      thresholdBytes: checkThreshold(multipartThresholdBytes ?? 2 * defaultPartBytes),
      digest,
      onLeftover,
    }
    const opened = await openSource(source)
    try {
      if (opened.sizeBytes === undefined) {
        if (resume)
          throw new InputError('is not for a stream, which cannot be read again; give a file, bytes or a Blob', { member: 'resume' })
        return await uploadStream({ ...startRun(control), ...settings }, opened)
      }
      return await uploadSized(control, settings, opened, resume)
    } finally {
      await opened.close?.()
    }
  })
}

type Settings = Omit<UploadRun, keyof ReturnType<typeof startRun>>

/** An object that was damaged on the way is sent once more: what is read again may be read right. */
async function uploadSized(
  control: Control,
  settings: Settings,
  source: SizedSource,
  resume: UploadResume | undefined,
): Promise<UploadOutput> {
  for (let attempt = 1; ; attempt++) {
    const run: UploadRun = { ...startRun(control), ...settings }
    try {
      return source.sizeBytes > run.thresholdBytes ? await uploadParts(run, source, resume) : await uploadAtOnce(run, source)
    } catch (error) {
      if (attempt === 2 || resume?.isOnce || control.signal.aborted || !isCosError(error) || error.code !== 'ChecksumMismatch') throw error
      control.emit({ type: 'restarted', reason: error })
    }
  }
}

async function uploadAtOnce(run: UploadRun, source: SizedSource): Promise<UploadOutput> {
  const { sizeBytes } = source
  run.meter.begin(sizeBytes, 1)
  const slice = source.slice(0, sizeBytes, (bytes) => run.meter.moved(1, bytes))
  const output = await putWhole(run, slice, sizeBytes)
  await source.checkUnchanged?.()
  return output
}

async function uploadParts(run: UploadRun, source: SizedSource, resume: UploadResume | undefined): Promise<UploadOutput> {
  const wanted = planParts(source.sizeBytes, run.partSizeBytes)
  run.meter.begin(source.sizeBytes, wanted.partCount)
  await run.pass()
  const session = await (resume ? resume.begin(run, source) : beginUpload(run, wanted.partSizeBytes))
  const plan = planParts(source.sizeBytes, session.partSizeBytes)
  const { sent } = session
  run.meter.begin(source.sizeBytes, plan.partCount)
  if (sent.length > 0) {
    run.meter.found(sent.length, sizeOf(sent))
    run.emit({ type: 'resumed', partCount: sent.length, sizeBytes: sizeOf(sent) })
  }
  const isThere = new Set(sent.map(({ partNumber }) => partNumber))
  return finish(run, session, partsOfSource(source, plan, run.meter, isThere), source)
}

async function uploadStream(run: UploadRun, source: StreamSource): Promise<UploadOutput> {
  run.meter.begin(undefined, undefined)
  const reader = new PartReader(source.chunks, run.signal)
  // A whole number of parts, so that the bytes read ahead are the first parts as they are.
  const aheadBytes = Math.ceil(run.thresholdBytes / run.partSizeBytes) * run.partSizeBytes
  const ahead = await reader.fill(new Uint8Array(aheadBytes))
  if (ahead.byteLength <= run.thresholdBytes && !(await reader.hasMore())) return putWhole(run, { body: ahead }, ahead.byteLength)
  const session = await beginUpload(run, run.partSizeBytes)
  return finish(run, session, partsOfStream(reader, ahead, run.partSizeBytes))
}

/** Sends what is missing and makes the object. */
async function finish(
  run: UploadRun,
  session: UploadSession,
  parts: AsyncGenerator<Part, void>,
  source?: SizedSource,
): Promise<UploadOutput> {
  try {
    run.signal.throwIfAborted()
    const sent = session.completion ? [...session.sent] : await sendParts(run, session, parts)
    await source?.checkUnchanged?.()
    await session.noted?.()
    const { etag, crc64, versionId } = session.completion ?? (await completeUpload(run, session.uploadId, sent))
    await session.completed()
    return { etag, crc64, versionId, sizeBytes: sizeOf(sent), partCount: sent.length }
  } catch (error) {
    await session.failed(error)
    throw error
  } finally {
    await parts.return()
  }
}

function checkThreshold(bytes: number): number {
  if (Number.isSafeInteger(bytes) && bytes >= 0 && bytes <= maxPartBytes) return bytes
  throw new InputError('must be a whole number of bytes up to 5 GiB', { member: 'multipartThresholdBytes' })
}
