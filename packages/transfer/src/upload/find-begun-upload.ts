import { Crc64, chunksOf, isServiceError, ListPartsCommand, paginate } from '@cos/core'
import { combineParts } from '../combine-parts.js'
import { type PartPlan, partAt, planParts } from '../plan.js'
import type { SizedSource } from '../source/source.js'
import { compareBytes } from './compare-bytes.js'
import { findCompleted } from './complete-upload.js'
import type { FoundUpload, UploadFinder } from './find-upload.js'
import type { UploadRun } from './upload-run.js'
import type { SentPart } from './upload-session.js'

/** Looks into an upload that was begun elsewhere, for parts that are the source's own, or for the object it has become. */
export function findBegunUpload(uploadId: string, partSizeBytes: number): UploadFinder['find'] {
  return async (run, source) => {
    const plan = planParts(source.sizeBytes, partSizeBytes)
    try {
      return { uploadId, partSizeBytes, parts: await partsThere(run, source, plan, uploadId) }
    } catch (error) {
      const found = isServiceError(error, 'NoSuchUpload') ? await completedOf(run, source, plan, uploadId) : undefined
      if (!found) throw error
      return found
    }
  }
}

async function partsThere(run: UploadRun, source: SizedSource, plan: PartPlan, uploadId: string): Promise<SentPart[]> {
  const { client, object, signal } = run
  // By number: a list by URLs may tell of a part twice.
  const sent = new Map<number, SentPart>()
  for await (const page of paginate(client, new ListPartsCommand({ ...object, uploadId }), { signal })) {
    for (const { partNumber, etag, size } of page.parts) {
      signal.throwIfAborted()
      if (partNumber > plan.partCount || sent.has(partNumber)) continue
      const { sizeBytes } = partAt(plan, partNumber - 1)
      const crc64 = size === sizeBytes ? await compareBytes(source, plan, partNumber, etag) : undefined
      if (crc64 !== undefined) sent.set(partNumber, { partNumber, sizeBytes, etag, crc64 })
    }
  }
  return [...sent.values()]
}

/** An upload that is gone may have been completed, by a call whose page was closed before it knew. */
async function completedOf(run: UploadRun, source: SizedSource, plan: PartPlan, uploadId: string): Promise<FoundUpload | undefined> {
  const parts: SentPart[] = []
  for (let at = 0; at < plan.partCount; at += 1) {
    run.signal.throwIfAborted()
    const { offset, sizeBytes } = partAt(plan, at)
    const { body } = source.slice(offset, sizeBytes, () => {})
    const crc64 = new Crc64()
    for await (const chunk of chunksOf(typeof body === 'function' ? await body() : body)) crc64.update(chunk)
    parts.push({ partNumber: at + 1, sizeBytes, etag: '', crc64: crc64.digestText() })
  }
  const completion = await findCompleted(run, source.sizeBytes, combineParts(parts))
  return completion && { uploadId, partSizeBytes: plan.partSizeBytes, parts, completion }
}
