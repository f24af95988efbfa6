import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadOutput,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  InputError,
  isServiceError,
  ResponseError,
  UploadPartCommand,
} from '@cos/core'
import { combineParts, type PartChecksum } from './combine-parts.js'
import type { Part } from './parts.js'
import { maxParts } from './plan.js'
import { runPool } from './pool.js'
import type { ProgressMeter } from './progress.js'
import type { UploadOutput } from './upload-options.js'
import type { UploadRun } from './upload-run.js'

/** How long giving an upload up may take: the caller waits for it. */
const abortDeadlineMs = 30_000
/** How long a cancelled upload waits for the answer that names it. */
const createPatienceMs = 5_000

interface SentPart extends PartChecksum {
  readonly partNumber: number
  readonly etag: string
}

/** Sends parts and makes the object of them; gives the upload up when that fails. */
export async function uploadInParts(
  run: UploadRun,
  parts: AsyncGenerator<Part, void>,
  progress: ProgressMeter,
  checkUnchanged?: () => Promise<void> | undefined,
): Promise<UploadOutput> {
  const uploadId = await create(run)
  try {
    run.signal.throwIfAborted()
    const sent = await sendParts(run, uploadId, parts, progress)
    await checkUnchanged?.()
    return await complete(run, uploadId, sent)
  } catch (error) {
    await giveUp(run, uploadId)
    throw error
  } finally {
    await parts.return()
  }
}

/**
 * Begins the upload. Its answer is waited for even when the caller gives up meanwhile, but not for long: without the id in
 * it nobody could remove the upload that is there then.
 */
async function create(run: UploadRun): Promise<string> {
  const patience = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const hurry = () => {
    timer = setTimeout(() => patience.abort(run.signal.reason), createPatienceMs)
  }
  run.signal.throwIfAborted()
  run.signal.addEventListener('abort', hurry, { once: true })
  try {
    return (await run.client.send(new CreateMultipartUploadCommand(run.object), { signal: patience.signal })).uploadId
  } catch (error) {
    throw run.signal.aborted ? run.signal.reason : error
  } finally {
    clearTimeout(timer)
    run.signal.removeEventListener('abort', hurry)
  }
}

async function sendParts(run: UploadRun, uploadId: string, parts: AsyncIterator<Part>, progress: ProgressMeter): Promise<SentPart[]> {
  const { bucket, key } = run.object
  const sent: SentPart[] = []
  await runPool(parts, run.concurrency, run.controller, async ({ partNumber, sizeBytes, body, release }) => {
    if (partNumber > maxParts) throw new InputError(`is too long for ${maxParts} parts; give a larger partSizeBytes`, { member: 'source' })
    // The client repeats it as often as its policy says: a second layer here would multiply the attempts.
    const { etag, crc64 } = await run.client.send(
      new UploadPartCommand({ bucket, key, uploadId, partNumber, body, contentLength: sizeBytes }),
      { signal: run.signal },
    )
    release?.()
    sent.push({ partNumber, sizeBytes, etag, crc64 })
    progress.confirmed(partNumber, sizeBytes)
  })
  run.signal.throwIfAborted()
  return sent.sort((left, right) => left.partNumber - right.partNumber)
}

async function complete(run: UploadRun, uploadId: string, sent: readonly SentPart[]): Promise<UploadOutput> {
  const { bucket, key } = run.object
  const sizeBytes = sent.reduce((sum, part) => sum + part.sizeBytes, 0)
  const crc64 = combineParts(sent)
  const done = await completeOnce(run, uploadId, sent).catch((error: unknown) => wasCompleted(run, error, sizeBytes, crc64))
  if (done.crc64 !== undefined && crc64 !== undefined && done.crc64 !== crc64) {
    throw new ResponseError(
      `The object ${bucket}/${key} was stored with the checksum ${done.crc64}, but the bytes that were read have ${crc64}. It was left there; delete it or upload it again.`,
      { code: 'ChecksumMismatch', operation: 'CompleteMultipartUpload', status: 200 },
    )
  }
  return { etag: done.etag, crc64: crc64 && done.crc64, sizeBytes, versionId: done.versionId, partCount: sent.length }
}

/** Completing twice does no harm (the second time answers `NoSuchUpload`), so the client may repeat it, which it does not do with a POST by itself. */
async function completeOnce(run: UploadRun, uploadId: string, sent: readonly SentPart[]): Promise<CompleteMultipartUploadOutput> {
  const { bucket, key } = run.object
  const parts = sent.map(({ partNumber, etag }) => ({ partNumber, etag }))
  const command = new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts })
  return run.client.send({ ...command, operation: { ...command.operation, isIdempotent: true } }, { signal: run.signal })
}

type Completion = Pick<CompleteMultipartUploadOutput, 'etag' | 'crc64' | 'versionId'>

/** A lost answer may hide a success: then the object is there, with these bytes. Otherwise the failure stands. */
async function wasCompleted(run: UploadRun, error: unknown, sizeBytes: number, crc64: string | undefined): Promise<Completion> {
  const isUnsure = isServiceError(error) ? error.code === 'NoSuchUpload' || error.status >= 500 : !(error instanceof InputError)
  if (run.signal.aborted || !isUnsure || crc64 === undefined) throw error
  const { bucket, key } = run.object
  const head = await run.client.send(new HeadObjectCommand({ bucket, key }), { signal: run.signal }).catch(() => undefined)
  if (head?.crc64 !== crc64 || head.contentLength !== sizeBytes) throw error
  return head
}

async function giveUp(run: UploadRun, uploadId: string): Promise<void> {
  const { bucket, key } = run.object
  try {
    // Not by the run's signal: it may be the reason why we are here.
    await run.client.send(new AbortMultipartUploadCommand({ bucket, key, uploadId }), { deadlineMs: abortDeadlineMs })
  } catch (error) {
    if (!isServiceError(error, 'NoSuchUpload')) run.onLeftover?.({ uploadId, error })
  }
}
