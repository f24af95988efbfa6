import { createHash } from 'node:crypto'
import { combineCrc64 } from '@cos/core'
import { toKeyBytes } from './key-bytes.js'
import { isBlobSegment, type Segment, segmentLength } from './segment.js'
import type { AppendObject, AppendObjectOutcome } from './store.js'
import { type Change, changeWith, type StoreContext, toObjectRecord } from './store-context.js'
import { placeVersion } from './versions.js'

/** Adds a staged body to the end of an appendable object. */
export function appendObject(context: StoreContext, append: AppendObject): Promise<AppendObjectOutcome> {
  const { bucket, body, position, versioning, attributes, maxSizeBytes = Number.POSITIVE_INFINITY } = append
  const { ledger, now } = context
  const key = toKeyBytes(append.key)
  return changeWith(context, body, (change): AppendObjectOutcome => {
    const id = ledger.bucket(bucket)?.id
    if (id === undefined) return { outcome: 'no-such-bucket' }
    const newest = ledger.newest(id, key, 'content')
    const current = newest === undefined || newest.kind === 'marker' ? undefined : newest
    const record = current && toObjectRecord(bucket, current, true)
    if (current?.kind === 'object') return { outcome: 'not-appendable', record }
    const size = current?.sizeBytes ?? 0
    if (position !== size) return { outcome: 'position-differs', sizeBytes: size }
    if (size + body.sizeBytes > maxSizeBytes) return { outcome: 'too-large', record }
    // An append changes the version there is, whatever versioning says.
    if (append.condition && !append.condition(record, record)) return { outcome: 'condition-failed', current: record }
    const added = change.adopt()
    if (current === undefined) {
      const { sizeBytes, etag, crc64 } = body
      const version = { key, versioning, kind: 'appendable', sizeBytes, etag, crc64, segments: added } as const
      const row = placeVersion(context, change, id, { ...version, attributes: JSON.stringify(attributes) })
      return { outcome: 'stored', record: toObjectRecord(bucket, row, true) }
    }
    const row = {
      ...current,
      sizeBytes: size + body.sizeBytes,
      crc64: combineCrc64(current.crc64, body.crc64, body.sizeBytes),
      etag: createHash('md5').update(current.etag).update(body.etag).digest('hex'),
      modifiedAtMs: now(),
      segments: join(context, change, current.segments, added),
    }
    ledger.putNewest(id, row)
    return { outcome: 'stored', record: toObjectRecord(bucket, row, true) }
  })
}

/**
 * Joins contents so that many small appends do not become as many segments. The blobs of an appendable object are its own
 * from their last counted byte on: copies never grow, so bytes may be written behind it before the record says so.
 */
function join({ vault }: StoreContext, change: Change, before: readonly Segment[], added: readonly Segment[]): readonly Segment[] {
  const tail = before.at(-1)
  const [piece] = added
  if (tail === undefined || piece === undefined || added.length > 1 || isBlobSegment(piece)) return [...before, ...added]
  // Each is encrypted with a key of its own.
  if (tail.seal || piece.seal) return [...before, piece]
  if (isBlobSegment(tail)) {
    vault.overwriteNow(tail.blob, tail.offset + tail.length, piece.bytes)
    return [...before.slice(0, -1), { ...tail, length: tail.length + piece.bytes.byteLength }]
  }
  const length = segmentLength(tail) + piece.bytes.byteLength
  if (length <= Math.min(vault.inlineLimitBytes, 65_536))
    return [...before.slice(0, -1), { bytes: Buffer.concat([tail.bytes, piece.bytes]) }]
  if (vault.inlineLimitBytes === Number.POSITIVE_INFINITY) return [...before, piece]
  return [...before.slice(0, -1), { blob: change.spill([tail.bytes, piece.bytes]), offset: 0, length }]
}
