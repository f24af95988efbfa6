import type { KeyBytes } from './key-bytes.js'
import type { BucketRecord, ConfigurationRecord } from './records.js'
import type { Segment } from './segment.js'
import type { Transactions } from './transactions.js'

/**
 * Keeps what the store knows, as rows. All methods are synchronous; changes are made inside `transact` only, reads anywhere.
 * A key with older versions always has a newest one.
 */
export interface Ledger extends Transactions {
  bucket(name: string): BucketRow | undefined
  buckets(owner: string | undefined, after: string | undefined, limit: number): BucketRow[]
  addBucket(bucket: BucketRecord): BucketRow
  changeBucket(bucket: BucketRow): void
  removeBucket(bucket: number): void
  isEmpty(bucket: number): boolean

  configuration(bucket: number, name: string): string | undefined
  configurations(bucket: number, prefix: string): ConfigurationRecord[]
  putConfiguration(bucket: number, name: string, document: string): void
  removeConfiguration(bucket: number, name: string): boolean

  /** Reads the newest version of a key. Inline bytes come only with `with: 'content'`. */
  newest(bucket: number, key: KeyBytes, include: Include): VersionRow | undefined
  /** Reads the older version with these microseconds, or the one that is `null`. */
  older(bucket: number, key: KeyBytes, version: number | 'null', include: Include): VersionRow | undefined
  /** Inserts or replaces the newest version of a key. */
  putNewest(bucket: number, row: VersionRow): void
  /** Replaces the attributes of the version with these microseconds, newest or older. */
  putAttributes(bucket: number, key: KeyBytes, micros: number, attributes: string): void
  /** Makes the newest version of a key an older one; `putNewest` follows at once and takes its place. */
  demoteNewest(bucket: number, key: KeyBytes): void
  /** Removes the newest version; the newest of the older ones, if any, takes its place. */
  removeNewest(bucket: number, key: KeyBytes): void
  removeOlder(bucket: number, key: KeyBytes, micros: number): void
  /** Reads newest versions in order of keys, from a key (inclusive) up to another (exclusive), content left out. */
  scanNewest(bucket: number, from: KeyBytes, to: KeyBytes | undefined, limit: number): VersionHead[]
  /** Reads older versions in order (keys up, microseconds down) after a position, up to and including a key. */
  scanOlder(bucket: number, after: VersionPosition, upTo: KeyBytes, limit: number): VersionHead[]

  upload(bucket: number, key: KeyBytes, uploadId: string): UploadRow | undefined
  addUpload(bucket: number, upload: UploadRow): void
  /** Removes an upload and its parts. */
  removeUpload(bucket: number, upload: UploadRow): void
  /** Reads uploads in order of keys and ids, after a position (exclusive), up to a key (exclusive). */
  scanUploads(bucket: number, after: UploadPosition, to: KeyBytes | undefined, limit: number): UploadRow[]
  part(uploadId: string, partNumber: number): PartRow | undefined
  parts(uploadId: string, afterNumber: number, limit: number): PartRow[]
  putPart(uploadId: string, part: PartRow): void

  /** Counts one more use of a blob, new or known. */
  useBlob(blob: number): void
  /** Counts one use less; `true` when that was the last one. The blob is then remembered as garbage. */
  dropBlob(blob: number): boolean
}

/** Whether inline bytes are read along. */
export type Include = 'content' | 'blobs'

/** A bucket with its number. */
export interface BucketRow extends BucketRecord {
  readonly id: number
}

/** What a listing shows of a version. */
export interface VersionHead {
  readonly key: KeyBytes
  /** Unix time in microseconds, unique within the key: its place among the versions and, encoded, its id. */
  readonly micros: number
  readonly isNull: boolean
  readonly kind: 'object' | 'appendable' | 'marker'
  readonly sizeBytes: number
  readonly etag: string
  readonly crc64: bigint
  readonly modifiedAtMs: number
  /** JSON. */
  readonly attributes: string
}

/** A version with its content. */
export interface VersionRow extends VersionHead {
  readonly segments: readonly Segment[]
}

/** An unfinished upload. */
export interface UploadRow {
  readonly key: KeyBytes
  readonly uploadId: string
  readonly initiatedAtMs: number
  /** JSON. */
  readonly attributes: string
}

/** A part with its content. */
export interface PartRow {
  readonly partNumber: number
  readonly sizeBytes: number
  readonly etag: string
  readonly crc64: bigint
  readonly modifiedAtMs: number
  readonly segments: readonly Segment[]
}

/** A place among the older versions of a bucket. */
export interface VersionPosition {
  readonly key: KeyBytes
  /** Versions of `key` with fewer microseconds come after. */
  readonly micros: number
}

/** A place among the uploads of a bucket. */
export interface UploadPosition {
  readonly key: KeyBytes
  readonly uploadId: string
}
