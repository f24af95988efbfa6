import { contentMd5, InputError, isServiceError, ListPartsCommand, paginate } from '@cos/core'
import { combineParts } from '../combine-parts.js'
import type { JournalRecord } from '../journal/journal.js'
import { planParts } from '../plan.js'
import type { SourceIdentity } from '../source/source-identity.js'
import { createUpload, giveUp } from './begin-upload.js'
import { findMade } from './complete-upload.js'
import type { FoundUpload } from './find-upload.js'
import { type JournaledRun, JournaledUpload } from './journaled-upload.js'
import type { ObjectOptions } from './upload-options.js'
import { type RecordedUpload, readUploadRecord, uploadRecordVersion } from './upload-record.js'
import type { UploadRun } from './upload-run.js'
import type { SentPart, UploadSession } from './upload-session.js'

/** What a multipart upload with a record needs, whether its parts are sent or copied. */
export type RecordedRun = JournaledRun & Pick<UploadRun, 'partSizeBytes'>

/** What is to be made of parts. */
export interface RecordedWork {
  /** Tells the source, and the state it is in, from others. */
  readonly identity: SourceIdentity
  readonly sizeBytes: number
  /** Checksum of the whole, where it is known before its parts are. */
  readonly crc64?: string | undefined
  /** The upload this call is to go on with and no other, where somebody has begun it already. */
  readonly begunId?: string | undefined
  /** Looks for an upload the journal does not know. */
  readonly otherwise?: (() => Promise<FoundUpload | undefined>) | undefined
}

/** Goes on with the upload a record knows, confirmed by the service, or begins one and notes it. Failing, it closes the record. */
export async function beginRecorded(run: RecordedRun, record: JournalRecord, work: RecordedWork): Promise<UploadSession> {
  try {
    return (await goOn(run, record, work)) ?? (await startAnew(run, record, work))
  } catch (error) {
    await record.close()
    throw error
  }
}

/** Goes on with what the record says, or clears it away and returns nothing. */
async function goOn(
  run: RecordedRun,
  record: JournalRecord,
  { identity, sizeBytes, crc64, begunId }: RecordedWork,
): Promise<UploadSession | undefined> {
  const recorded = readUploadRecord(record.lines)
  if (!recorded) {
    if (record.lines.length > 0) run.emit({ type: 'restarted', reason: 'The journal cannot be read by this version.' })
    return undefined
  }
  const { uploadId, partSizeBytes } = recorded
  const problem = mismatch(recorded, run, identity, begunId)
  if (problem) {
    run.emit({ type: 'restarted', reason: problem })
    await giveUp(run, uploadId)
    return undefined
  }
  const plan = planParts(sizeBytes, partSizeBytes)
  const there = await listParts(run, uploadId)
  if (there === 'foreign') {
    run.emit({ type: 'restarted', reason: 'This client cannot go on with the upload: it has not its data key.' })
    await giveUp(run, uploadId)
    return undefined
  }
  if (!there) {
    const isWhole = recorded.parts.length === plan.partCount
    const { parts } = recorded
    const completion = isWhole ? await findMade(run, { uploadId, parts, crc64: crc64 ?? combineParts(parts) }) : undefined
    if (completion) return new JournaledUpload(run, record, { uploadId, partSizeBytes, sent: parts, completion })
    run.emit({ type: 'restarted', reason: 'The service does not have the upload any more.' })
    return undefined
  }
  if ([...there.keys()].some((partNumber) => partNumber > plan.partCount)) {
    run.emit({ type: 'restarted', reason: 'Somebody else has sent parts to the upload.' })
    await giveUp(run, uploadId)
    return undefined
  }
  // What somebody else has sent, or what was not noted, is sent again: the same number replaces it.
  const sent = recorded.parts.filter(({ partNumber, etag, sizeBytes }) => {
    const part = there.get(partNumber)
    return part?.etag === etag && part.size === sizeBytes
  })
  return new JournaledUpload(run, record, { uploadId, partSizeBytes, sent })
}

async function startAnew(
  run: RecordedRun,
  record: JournalRecord,
  { identity, sizeBytes, otherwise }: RecordedWork,
): Promise<UploadSession> {
  const found = await otherwise?.()
  const { partSizeBytes } = found ?? planParts(sizeBytes, run.partSizeBytes)
  const uploadId = found?.uploadId ?? (await createUpload(run))
  const sent: readonly SentPart[] = found?.parts ?? []
  const session = new JournaledUpload(run, record, { uploadId, partSizeBytes, sent, completion: found?.completion })
  try {
    const { name, stamp } = identity
    const { bucket, key } = run.object
    const header = { version: uploadRecordVersion, bucket, key, name, stamp, object: fingerprint(run.object), partSizeBytes, uploadId }
    // Noted before anything is sent: an upload nobody knows of costs storage.
    await record.begin(JSON.stringify(header))
    for (const part of sent) session.note(part)
    return session
  } catch (error) {
    await giveUp(run, uploadId)
    throw error
  }
}

function mismatch(
  recorded: RecordedUpload,
  run: RecordedRun,
  { name, stamp }: SourceIdentity,
  begunId: string | undefined,
): string | undefined {
  const { bucket, key } = run.object
  if (recorded.bucket !== bucket || recorded.key !== key || recorded.name !== name) return 'The journal is of another transfer.'
  if (begunId !== undefined && recorded.uploadId !== begunId) return 'The journal is of an upload begun before.'
  if (recorded.stamp !== stamp) return 'The source has changed.'
  return recorded.object === fingerprint(run.object) ? undefined : 'This call gives the object other headers.'
}

/** Tells headers apart. A digest, because there may be keys among them. */
function fingerprint(object: ObjectOptions): string {
  const sorted = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return contentMd5.digest(new TextEncoder().encode(JSON.stringify(sorted)))
}

/** The parts the service has, or nothing when it does not have the upload; `foreign` when an encrypting client refuses it. */
async function listParts(
  { client, object, signal }: RecordedRun,
  uploadId: string,
): Promise<Map<number, { etag: string; size: number }> | 'foreign' | undefined> {
  const parts = new Map<number, { etag: string; size: number }>()
  try {
    for await (const page of paginate(client, new ListPartsCommand({ ...object, uploadId }), { signal })) {
      for (const { partNumber, etag, size } of page.parts) parts.set(partNumber, { etag, size })
    }
    return parts
  } catch (error) {
    if (isServiceError(error, 'NoSuchUpload')) return undefined
    if (error instanceof InputError && error.member === 'uploadId') return 'foreign'
    throw error
  }
}
