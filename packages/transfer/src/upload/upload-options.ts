import type { BodyDigest, CreateMultipartUploadInput, PutObjectInput } from '@cos/core'
import type { ControlOptions } from '../control/control-options.js'
import type { UploadSource } from '../source/source.js'
import type { UploadResume } from './upload-session.js'

/** Everything PutObject takes but the bytes and what is said of them. */
export type ObjectOptions = Omit<PutObjectInput, 'body' | 'contentLength' | 'contentMd5'> & CreateMultipartUploadInput

/** What to upload and how. Besides these it takes what PutObject takes: `contentType`, `metadata`, `acl`, `storageClass`, … */
export interface UploadOptions extends ObjectOptions, ControlOptions {
  /** A path (Node), bytes, a Blob or File, or a stream: web, Node, or any async iterable of bytes. */
  readonly source: UploadSource
  /**
   * Size of a part in bytes, 1 MiB to 5 GiB. Default 8 MiB. It grows where 10,000 parts would not do: for a known size
   * before the start, for a stream as it goes on. A stream holds `concurrency` parts in memory; everything else none.
   */
  readonly partSizeBytes?: number | undefined
  /** Up to this size the object is written in one request; of a stream that much is read ahead. Default 16 MiB. */
  readonly multipartThresholdBytes?: number | undefined
  /**
   * Lets a later call go on where this one was ended: `resumeUpload(fileJournal('…'))`. A failed upload then keeps its
   * parts. Not for streams, which cannot be read again. Default: a failed upload leaves nothing behind.
   */
  readonly resume?: UploadResume | undefined
  /** A digest COS checks each request by: `contentMd5`. Each part is read into memory for it. Default none; CRC-64 is always compared. */
  readonly digest?: BodyDigest | undefined
  /** Hears when a failed upload could not be given up either: its parts then cost storage until something removes them. */
  readonly onLeftover?: ((leftover: { readonly uploadId: string; readonly error: unknown }) => void) | undefined
}

/** What was written. */
export interface UploadOutput {
  /** Quoted. The MD5 of the bytes for an object written in one request, otherwise opaque. */
  readonly etag: string
  /** CRC-64 of the object, an unsigned decimal number as text, compared with the bytes that were read. Absent when the service gave none. */
  readonly crc64: string | undefined
  readonly sizeBytes: number
  /** Only in buckets with versioning. */
  readonly versionId: string | undefined
  /** Parts it was sent in; 0 when it went in one request. */
  readonly partCount: number
}
