import { createHash } from 'node:crypto'
import { combineCrc64 } from '@cos/core'
import { toKeyBytes } from './key-bytes.js'
import type { PartRow } from './ledger.js'
import { refusedBy } from './refused-by.js'
import { isBlobSegment, type Segment, segmentLength } from './segment.js'
import type { CompleteUpload, CompleteUploadOutcome } from './store.js'
import { type Change, changeWith, type StoreContext, toObjectRecord } from './store-context.js'
import { placeVersion } from './versions.js'

/** Makes an object of the parts of an upload, without copying them. */
export function completeUpload(context: StoreContext, completion: CompleteUpload): Promise<CompleteUploadOutcome> {
  const { bucket, uploadId, condition, versioning } = completion
  const { ledger } = context
  const key = toKeyBytes(completion.key)
  return changeWith(context, undefined, (change): CompleteUploadOutcome => {
    const id = ledger.bucket(bucket)?.id
    const upload = id === undefined ? undefined : ledger.upload(id, key, uploadId)
    if (id === undefined || upload === undefined) return { outcome: 'no-such-upload' }
    const left = new Map(ledger.parts(uploadId, 0, Number.MAX_SAFE_INTEGER).map((part) => [part.partNumber, part]))
    const parts = chooseParts(left, completion)
    if ('outcome' in parts) return parts
    const refusal = condition && refusedBy(context, completion, condition, versioning)
    if (refusal) return refusal
    for (const part of left.values()) change.free(part.segments)
    ledger.removeUpload(id, upload)
    const row = placeVersion(context, change, id, {
      key,
      versioning,
      kind: 'object',
      sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
      etag: completion.etag ?? etagOf(parts),
      crc64: parts.reduce((crc64, part) => combineCrc64(crc64, part.crc64, part.sizeBytes), 0n),
      attributes: completion.attributes === undefined ? upload.attributes : JSON.stringify(completion.attributes),
      segments: gather(context, change, parts),
    })
    return { outcome: 'stored', record: toObjectRecord(bucket, row, true) }
  })
}

/** Takes the wanted parts out of those there are, or says which of them will not do. */
function chooseParts(
  left: Map<number, PartRow>,
  completion: CompleteUpload,
): PartRow[] | Exclude<CompleteUploadOutcome, { record: unknown }> {
  const chosen: PartRow[] = []
  const minSizeBytes = completion.minPartSizeBytes ?? 0
  for (const { partNumber, etag } of completion.parts) {
    const part = left.get(partNumber)
    if (part === undefined) return { outcome: 'part-missing', partNumber }
    if (part.etag !== etag) return { outcome: 'part-differs', partNumber }
    left.delete(partNumber)
    chosen.push(part)
  }
  const small = chosen.slice(0, -1).find((part) => part.sizeBytes < minSizeBytes)
  return small === undefined ? chosen : { outcome: 'part-too-small', partNumber: small.partNumber }
}

function etagOf(parts: readonly PartRow[]): string {
  const digest = createHash('md5')
  for (const part of parts) digest.update(part.etag, 'hex')
  return `${digest.digest('hex')}-${parts.length}`
}

/** Strings the contents of parts together. Small ones, kept with their records until now, move to a blob if they are many. */
function gather({ vault }: StoreContext, change: Change, parts: readonly PartRow[]): Segment[] {
  const segments = parts.flatMap((part) => part.segments)
  const inline = segments.flatMap((segment) => (isBlobSegment(segment) || segment.seal ? [] : [segment.bytes]))
  const inlineSizeBytes = inline.reduce((sum, bytes) => sum + bytes.byteLength, 0)
  if (inlineSizeBytes <= vault.inlineLimitBytes) return segments
  const blob = change.spill(inline)
  let offset = 0
  return segments.map((segment) => {
    if (isBlobSegment(segment) || segment.seal) return segment
    const length = segmentLength(segment)
    // The blob was counted once when it was written; every further stretch of it is one more use.
    if (offset > 0) change.use(blob)
    const stretch = { blob, offset, length }
    offset += length
    return stretch
  })
}
