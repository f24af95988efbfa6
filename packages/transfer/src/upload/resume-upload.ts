import { contentMd5, InputError, isServiceError, ListPartsCommand, paginate } from '@cos/core'
import { combineParts } from '../combine-parts.js'
import type { Journal, JournalRecord } from '../journal/journal.js'
import { recordName } from '../journal/record-name.js'
import { planParts } from '../plan.js'
import type { SizedSource } from '../source/source.js'
import { identityOf, type SourceIdentity } from '../source/source-identity.js'
import { createUpload, giveUp } from './begin-upload.js'
import { findCompleted } from './complete-upload.js'
import type { UploadFinder } from './find-upload.js'
import { JournaledUpload } from './journaled-upload.js'
import type { ObjectOptions } from './upload-options.js'
import { type RecordedUpload, readUploadRecord, uploadRecordVersion } from './upload-record.js'
import type { UploadRun } from './upload-run.js'
import type { SentPart, UploadResume, UploadSession } from './upload-session.js'

/** Options of {@link resumeUpload}. */
export interface ResumeUploadOptions {
  /** Looks for an upload to go on with where the journal knows none: `findUpload()`. Default: none, a new upload is begun. */
  readonly otherwise?: UploadFinder | undefined
}

/**
 * Lets an upload go on where an earlier call was ended, in whichever way. The journal says which parts are there, and the
 * service confirms it (List Parts); only what is missing is read and sent.
 *
 * What was left is given up, and everything sent anew, when the source has changed, this call gives the object other
 * headers, or an encrypting client cannot go on with it. It is forgotten when the service no longer has it. A record that is damaged counts as far as it can be read.
 * Two calls at once: the second fails with the code `TransferLocked`.
 */
export function resumeUpload(journal: Journal, options: ResumeUploadOptions = {}): UploadResume {
  return {
    async begin(run, source) {
      const { bucket, key } = run.object
      const identity = await identityOf(source)
      const record = await journal.open(recordName('upload', bucket, key, identity.name))
      try {
        return (await goOn(run, source, identity, record)) ?? (await startAnew(run, source, identity, record, options))
      } catch (error) {
        await record.close()
        throw error
      }
    },
  }
}

/** Goes on with what the record says, or clears it away and returns nothing. */
async function goOn(
  run: UploadRun,
  source: SizedSource,
  identity: SourceIdentity,
  record: JournalRecord,
): Promise<UploadSession | undefined> {
  const recorded = readUploadRecord(record.lines)
  if (!recorded) {
    if (record.lines.length > 0) run.emit({ type: 'restarted', reason: 'The journal cannot be read by this version.' })
    return undefined
  }
  const { uploadId, partSizeBytes } = recorded
  const problem = mismatch(recorded, run, identity)
  if (problem) {
    run.emit({ type: 'restarted', reason: problem })
    await giveUp(run, uploadId)
    return undefined
  }
  const plan = planParts(source.sizeBytes, partSizeBytes)
  const there = await listParts(run, uploadId)
  if (there === 'foreign') {
    run.emit({ type: 'restarted', reason: 'This client cannot go on with the upload: it has not its data key.' })
    await giveUp(run, uploadId)
    return undefined
  }
  if (!there) {
    const isWhole = recorded.parts.length === plan.partCount
    const completion = isWhole ? await findCompleted(run, source.sizeBytes, combineParts(recorded.parts)) : undefined
    if (completion) return new JournaledUpload(run, record, { uploadId, partSizeBytes, sent: recorded.parts, completion })
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
  run: UploadRun,
  source: SizedSource,
  identity: SourceIdentity,
  record: JournalRecord,
  { otherwise }: ResumeUploadOptions,
): Promise<UploadSession> {
  const found = await (run.begun ?? otherwise)?.find(run, source)
  const { partSizeBytes } = found ?? planParts(source.sizeBytes, run.partSizeBytes)
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

function mismatch(recorded: RecordedUpload, run: UploadRun, { name, stamp }: SourceIdentity): string | undefined {
  const { bucket, key } = run.object
  if (recorded.bucket !== bucket || recorded.key !== key || recorded.name !== name) return 'The journal is of another transfer.'
  if (run.begun && recorded.uploadId !== run.begun.uploadId) return 'The journal is of an upload begun before.'
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
  { client, object, signal }: UploadRun,
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
