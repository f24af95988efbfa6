import type { Column } from './database.js'
import type { KeyBytes } from './key-bytes.js'
import type { PartRow, VersionHead } from './ledger.js'
import type { Seal } from './seal.js'
import { isBlobSegment, type Segment } from './segment.js'

/** A segment in JSON: a stretch of a blob, or inline bytes in base64; then its seal, if it has one. */
type WrittenSegment = string | [blob: number, offset: number, length: number, seal?: Seal] | [bytes: string, seal: Seal]

/** Turns a key into a column. */
export function keyColumn(key: KeyBytes): Uint8Array {
  return Buffer.from(key, 'latin1')
}

/** Reads a key from a column. */
export function keyOf(column: Column | undefined): KeyBytes {
  return (column as Buffer).toString('latin1')
}

/** Columns of `VersionHead`, in the order of `versionHead`. */
export const headColumns = 'key, micros, is_null, kind, size, etag, crc64, modified, attributes'

/** Reads a version without content. */
export function versionHead(row: readonly Column[]): VersionHead {
  return {
    key: keyOf(row[0]),
    micros: row[1] as number,
    isNull: row[2] === 1,
    kind: row[3] as VersionHead['kind'],
    sizeBytes: row[4] as number,
    etag: row[5] as string,
    crc64: BigInt(row[6] as string),
    modifiedAtMs: row[7] as number,
    attributes: row[8] as string,
  }
}

/** Columns of `PartRow`, in the order of `partRow`. */
export const partColumns = 'number, size, etag, crc64, modified, segments, content'

/** Reads a part. */
export function partRow(row: readonly Column[]): PartRow {
  return {
    partNumber: row[0] as number,
    sizeBytes: row[1] as number,
    etag: row[2] as string,
    crc64: BigInt(row[3] as string),
    modifiedAtMs: row[4] as number,
    segments: readSegments(row[5], row[6]),
  }
}

/** Writes a content as the columns `segments` and `content`: a single run of bytes as it is, anything else as JSON. */
export function segmentColumns(segments: readonly Segment[]): [Column, Column] {
  const [first] = segments
  if (first === undefined) return [null, null]
  if (segments.length === 1 && !isBlobSegment(first) && first.seal === undefined) return [null, first.bytes]
  const written = segments.map(writeSegment)
  return [JSON.stringify(written), null]
}

/** Reads a content from its columns; without `content`, a single run of bytes reads as none. */
export function readSegments(segments: Column | undefined, content: Column | undefined): Segment[] {
  if (segments === null || segments === undefined) return content instanceof Uint8Array && content.length > 0 ? [{ bytes: content }] : []
  return (JSON.parse(segments as string) as WrittenSegment[]).map(readSegment)
}

function writeSegment(segment: Segment): WrittenSegment {
  const { seal } = segment
  if (isBlobSegment(segment)) {
    const { blob, offset, length } = segment
    return seal ? [blob, offset, length, seal] : [blob, offset, length]
  }
  const text = Buffer.from(segment.bytes).toString('base64')
  return seal ? [text, seal] : text
}

function readSegment(written: WrittenSegment): Segment {
  if (typeof written === 'string') return { bytes: Buffer.from(written, 'base64') }
  if (typeof written[0] === 'string') return { bytes: Buffer.from(written[0], 'base64'), seal: written[1] as Seal }
  const [blob, offset, length, seal] = written as [number, number, number, Seal?]
  return { blob, offset, length, seal }
}
