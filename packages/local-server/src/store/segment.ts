import { type Seal, sealAfter } from './seal.js'

/** A run of bytes that are part of an object's content: kept with the record, or a stretch of a blob. */
export type Segment = InlineSegment | BlobSegment

/** Bytes kept with the record. */
export interface InlineSegment {
  readonly bytes: Uint8Array
  /** How it is encrypted; undefined for what is as it was given. */
  readonly seal?: Seal | undefined
}

/** A stretch of a blob. */
export interface BlobSegment {
  readonly blob: number
  readonly offset: number
  readonly length: number
  /** How it is encrypted; undefined for what is as it was given. */
  readonly seal?: Seal | undefined
}

/** Tells a stretch of a blob from bytes kept with the record. */
export function isBlobSegment(segment: Segment): segment is BlobSegment {
  return 'blob' in segment
}

/** Counts the bytes of a segment. */
export function segmentLength(segment: Segment): number {
  return isBlobSegment(segment) ? segment.length : segment.bytes.byteLength
}

/** Names the blobs of a content, once per segment. */
export function blobsOf(segments: readonly Segment[]): number[] {
  return segments.filter(isBlobSegment).map((segment) => segment.blob)
}

/** Takes the bytes `start` up to but not including `end` of a content. */
export function sliceSegments(segments: readonly Segment[], start: number, end: number): Segment[] {
  const slice: Segment[] = []
  let position = 0
  for (const segment of segments) {
    const length = segmentLength(segment)
    const from = Math.max(start - position, 0)
    const to = Math.min(end - position, length)
    position += length
    if (from >= to) continue
    const seal = sealAfter(segment.seal, from)
    if (isBlobSegment(segment)) slice.push({ blob: segment.blob, offset: segment.offset + from, length: to - from, seal })
    else slice.push({ bytes: segment.bytes.subarray(from, to), seal })
  }
  return slice
}
