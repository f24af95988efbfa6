import { GetObjectTaggingCommand, UploadPartCopyCommand } from '@cos/core'
import { runPool } from '../control/pool.js'
import { sendOne } from '../control/send-one.js'
import { type PartPlan, type PlannedPart, partAt, planParts, sizeOf } from '../plan.js'
import { beginUpload } from '../upload/begin-upload.js'
import { completeUpload } from '../upload/complete-upload.js'
import type { SentPart, UploadSession } from '../upload/upload-session.js'
import type { WrittenObject } from '../upload/written-object.js'
import type { CopyOutput } from './copy-options.js'
import type { CopyRun, FoundSource } from './copy-run.js'
import { sourceChanged } from './find-source.js'

/** Copies in parts, some at a time, and compares the whole with the source. A failed copy is given up, or with `resume` kept. */
export async function copyInParts(given: CopyRun, found: FoundSource): Promise<CopyOutput> {
  const run = { ...given, object: await described(given, found) }
  run.meter.begin(found.sizeBytes, planParts(found.sizeBytes, run.partSizeBytes).partCount)
  await run.pass()
  const session = await (run.resume ? run.resume.begin(run, found) : beginUpload(run, run.partSizeBytes))
  const plan = planParts(found.sizeBytes, session.partSizeBytes)
  run.meter.begin(found.sizeBytes, plan.partCount)
  try {
    const sent = session.completion ? session.sent : await copyParts(run, session, plan, found)
    await session.noted?.()
    const { etag, crc64, versionId } = session.completion ?? (await completeUpload(run, session.uploadId, sent, found.crc64))
    await session.completed()
    return { etag, crc64, sizeBytes: found.sizeBytes, versionId, partCount: plan.partCount, sourceEtag: found.etag }
  } catch (error) {
    await session.failed(error)
    throw error
  }
}

async function copyParts(run: CopyRun, session: UploadSession, plan: PartPlan, found: FoundSource): Promise<SentPart[]> {
  const { object, source, meter } = run
  const { uploadId } = session
  const sent = [...session.sent]
  if (sent.length > 0) {
    meter.found(sent.length, sizeOf(sent))
    run.emit({ type: 'resumed', partCount: sent.length, sizeBytes: sizeOf(sent) })
  }
  const isThere = new Set(sent.map(({ partNumber }) => partNumber))
  await runPool(missing(plan, isThere), run, async ({ partNumber, offset, sizeBytes }) => {
    const command = new UploadPartCopyCommand({
      ...object,
      uploadId,
      partNumber,
      copySource: source,
      copySourceRange: { first: offset, last: offset + sizeBytes - 1 },
      copySourceIfMatch: found.etag,
      copySourceCustomerKey: run.copySourceCustomerKey,
    })
    const { etag } = await sendOne(run, command).catch((error: unknown) => {
      throw sourceChanged(run, error)
    })
    const part = { partNumber, sizeBytes, etag, crc64: undefined }
    sent.push(part)
    session.note(part)
    meter.confirmed(partNumber, sizeBytes)
    run.emit({ type: 'part', partNumber, sizeBytes })
  })
  run.signal.throwIfAborted()
  return sent.sort((left, right) => left.partNumber - right.partNumber)
}

async function* missing(plan: PartPlan, isThere: ReadonlySet<number>): AsyncGenerator<PlannedPart, void> {
  for (let index = 0; index < plan.partCount; index++) if (!isThere.has(index + 1)) yield partAt(plan, index)
}

/** What CopyObject takes from the source by itself: stored headers, metadata and tags. */
async function described(run: CopyRun, found: FoundSource): Promise<WrittenObject> {
  let { object } = run
  if (run.metadataDirective === 'Copy') {
    const { cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, expires, metadata } = found
    object = { ...object, cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, expires, metadata }
  }
  if (run.taggingDirective === 'Copy') {
    const { bucket, key, versionId } = run.source
    const command = new GetObjectTaggingCommand({ bucket, key, versionId })
    const tags = found.taggingCount ? (await run.sourceClient.send(command, { signal: run.signal })).tags : []
    object = { ...object, tagging: tags.length > 0 ? Object.fromEntries(tags.map(({ key, value }) => [key, value])) : undefined }
  }
  return object
}
