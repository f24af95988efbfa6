import { CompleteMultipartUploadCommand, InputError, isRetryable, isServiceError } from '@cos/core'
import { combineParts } from '../combine-parts.js'
import { sizeOf } from '../plan.js'
import { LookAtObjectCommand } from './look-at-object.js'
import { removeBadObject } from './remove-bad-object.js'
import type { UploadRun } from './upload-run.js'
import type { Completion, SentPart } from './upload-session.js'

/** What completing needs; a copy in parts has it too. */
export type CompleteRun = Pick<UploadRun, 'client' | 'object' | 'signal' | 'ended'>

/** Makes the object of its parts and compares it with what was sent. An object that differs is removed. */
export async function completeUpload(
  run: CompleteRun,
  uploadId: string,
  sent: readonly SentPart[],
  crc64 = combineParts(sent),
): Promise<Completion> {
  const done = await completeOnce(run, uploadId, sent).catch(async (error: unknown) => {
    const isUnsure = isServiceError(error, 'NoSuchUpload') || (isRetryable(error) && !(error instanceof InputError))
    const found = isUnsure && !run.signal.aborted && (await findCompleted(run, sizeOf(sent), crc64))
    if (!found) throw error
    return found
  })
  // What the answer does not say is looked up, if it may be: the object is made.
  const seen = crc64 && !done.crc64 ? await lookAt(run) : done
  const stored = seen?.etag === done.etag ? seen.crc64 : undefined
  if (stored && crc64 && stored !== crc64) {
    await removeBadObject(run, { operation: 'CompleteMultipartUpload', written: { ...done, crc64: stored }, crc64 })
  }
  return { ...done, crc64: stored && crc64 }
}

function lookAt({ client, object, signal }: CompleteRun) {
  return client.send(new LookAtObjectCommand(object), { signal }).catch(() => undefined)
}

/** A lost answer may hide a success: then the object is there, with these bytes. */
export async function findCompleted(run: CompleteRun, sizeBytes: number, crc64: string | undefined): Promise<Completion | undefined> {
  if (crc64 === undefined) return undefined
  const head = await lookAt(run)
  return head?.crc64 === crc64 && head.contentLength === sizeBytes ? head : undefined
}

/**
 * Finds the object that an upload the service no longer has was made into by a call that could not say so. By its checksum;
 * an encrypting client keeps that to itself, but knows the object of its own upload, and says so when asked to complete it.
 */
export async function findMade(run: CompleteRun, { uploadId, parts, crc64 }: MadeOf): Promise<Completion | undefined> {
  const sizeBytes = sizeOf(parts)
  if (crc64 !== undefined) return findCompleted(run, sizeBytes, crc64)
  const made = await completeOnce(run, uploadId, parts).catch((error: unknown) => {
    if (isServiceError(error, 'NoSuchUpload')) return undefined
    throw error
  })
  const { bucket, key, customerKey } = run.object
  const head = made && (await run.client.send(new LookAtObjectCommand({ bucket, key, customerKey }), { signal: run.signal }))
  return head?.etag === made?.etag && head?.contentLength === sizeBytes ? made : undefined
}

/** What an object was made of. */
export interface MadeOf {
  readonly uploadId: string
  readonly parts: readonly SentPart[]
  readonly crc64: string | undefined
}

/** Completing twice does no harm (the second time answers `NoSuchUpload`), so the client may repeat it, which it does not do with a POST by itself. */
async function completeOnce({ client, object, signal }: CompleteRun, uploadId: string, sent: readonly SentPart[]): Promise<Completion> {
  const parts = sent.map(({ partNumber, etag }) => ({ partNumber, etag }))
  const command = new CompleteMultipartUploadCommand({ ...object, uploadId, parts })
  return client.send({ ...command, operation: { ...command.operation, isIdempotent: true } }, { signal })
}
