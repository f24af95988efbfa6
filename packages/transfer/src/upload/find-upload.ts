import { ListMultipartUploadsCommand, ListPartsCommand, paginate } from '@cos/core'
import { maxParts, minPartBytes, type PartPlan, partAt, planParts } from '../plan.js'
import type { SizedSource } from '../source/source.js'
import { compareBytes } from './compare-bytes.js'
import type { UploadRun } from './upload-run.js'
import type { Completion, SentPart } from './upload-session.js'

/** Looks for an upload somebody else has begun. Made by {@link findUpload}. */
export interface UploadFinder {
  /** @internal */
  find(run: UploadRun, source: SizedSource): Promise<FoundUpload | undefined>
}

/** An upload at the service that can be gone on with. */
export interface FoundUpload {
  readonly uploadId: string
  readonly partSizeBytes: number
  readonly parts: readonly SentPart[]
  /** The object, when it has become one. */
  readonly completion?: Completion | undefined
}

/**
 * Finds an unfinished upload of the same key at the service (List Multipart Uploads, all pages), the newest first. It is
 * gone on with when the source can be cut as its parts are and at least one of them is the source's own: each is compared
 * by its MD5, which the service gives as ETag, and those that differ are sent again. Encryption with keys of yours or of
 * KMS makes other ETags, so that nothing is found then.
 *
 * Whoever began the upload chose metadata, ACL and encryption of the object; the service does not tell them. Use it where
 * nobody else writes the key.
 */
export function findUpload(): UploadFinder {
  return {
    async find(run, source) {
      for (const uploadId of await candidates(run)) {
        const found = await compare(run, source, uploadId)
        if (found) return found
      }
      return undefined
    },
  }
}

async function candidates({ client, object, signal }: UploadRun): Promise<string[]> {
  const { bucket, storageClass = 'STANDARD' } = object
  const key = object.key.replace(/^\//, '')
  const found: { uploadId: string; initiated: Date }[] = []
  for await (const page of paginate(client, new ListMultipartUploadsCommand({ bucket, prefix: key }), { signal })) {
    for (const upload of page.uploads) if (upload.key === key && (upload.storageClass ?? 'STANDARD') === storageClass) found.push(upload)
  }
  return found.sort((left, right) => right.initiated.getTime() - left.initiated.getTime()).map(({ uploadId }) => uploadId)
}

async function compare(run: UploadRun, source: SizedSource, uploadId: string): Promise<FoundUpload | undefined> {
  const { client, object, signal } = run
  const listed: { partNumber: number; etag: string; size: number }[] = []
  for await (const page of paginate(client, new ListPartsCommand({ ...object, uploadId }), { signal })) listed.push(...page.parts)
  const plan = planLike(listed, source.sizeBytes)
  if (!plan) return undefined
  const parts: SentPart[] = []
  for (const { partNumber, etag } of listed) {
    signal.throwIfAborted()
    const crc64 = await compareBytes(source, plan, partNumber, etag)
    if (crc64 !== undefined) parts.push({ partNumber, sizeBytes: partAt(plan, partNumber - 1).sizeBytes, etag, crc64 })
  }
  return parts.length > 0 ? { uploadId, partSizeBytes: plan.partSizeBytes, parts } : undefined
}

/** The plan that cuts the source as the parts are cut, if there is one. */
function planLike(listed: readonly { partNumber: number; size: number }[], sizeBytes: number): PartPlan | undefined {
  const partSizeBytes = Math.max(0, ...listed.map(({ size }) => size))
  if (partSizeBytes < minPartBytes || Math.ceil(sizeBytes / partSizeBytes) > maxParts) return undefined
  const plan = planParts(sizeBytes, partSizeBytes)
  const fits = listed.every(({ partNumber, size }) => partNumber <= plan.partCount && partAt(plan, partNumber - 1).sizeBytes === size)
  return fits ? plan : undefined
}
