import type { JsonObject, JsonValue } from './json.js'

/** A bucket as stored. */
export interface BucketRecord {
  readonly name: string
  readonly owner: string
  readonly region: string
  /** Unix time in milliseconds. */
  readonly createdAtMs: number
  readonly attributes: JsonObject
}

/** A configuration document of a bucket. */
export interface ConfigurationRecord {
  readonly name: string
  readonly document: JsonValue
}

/** A version of an object, or a delete marker. */
export interface ObjectRecord {
  readonly bucket: string
  readonly key: string
  /** An id, or the literal `null` for versions written while the bucket was not (or no longer) versioned. */
  readonly versionId: string
  readonly isLatest: boolean
  /** A delete marker has size 0, CRC64 0, an empty ETag and no attributes. */
  readonly isDeleteMarker: boolean
  readonly isAppendable: boolean
  readonly sizeBytes: number
  /** Without quotes. */
  readonly etag: string
  /** CRC-64/XZ of the whole content. */
  readonly crc64: bigint
  /** Unix time in milliseconds. */
  readonly modifiedAtMs: number
  /** Headers, access control list, tags, storage class, encryption, restore state: whatever the protocol keeps. */
  readonly attributes: JsonObject
}

/** An unfinished multipart upload. */
export interface UploadRecord {
  readonly bucket: string
  readonly key: string
  readonly uploadId: string
  /** Unix time in milliseconds. */
  readonly initiatedAtMs: number
  readonly attributes: JsonObject
}

/** A part of an unfinished upload. */
export interface PartRecord {
  readonly partNumber: number
  readonly sizeBytes: number
  /** MD5 in lower-case hex, without quotes. */
  readonly etag: string
  readonly crc64: bigint
  /** Unix time in milliseconds. */
  readonly modifiedAtMs: number
}

/** A page of `listBuckets`. */
export interface BucketPage {
  readonly buckets: readonly BucketRecord[]
  readonly isTruncated: boolean
  /** The last name of a truncated page. */
  readonly nextMarker?: string | undefined
}

/** A page of `listObjects`. */
export interface ObjectPage {
  readonly objects: readonly ObjectRecord[]
  readonly commonPrefixes: readonly string[]
  readonly isTruncated: boolean
  /** The last key or common prefix of a truncated page. */
  readonly nextMarker?: string | undefined
}

/** A page of `listVersions`. */
export interface VersionPage {
  /** Versions and delete markers, interleaved in listing order. */
  readonly versions: readonly ObjectRecord[]
  readonly commonPrefixes: readonly string[]
  readonly isTruncated: boolean
  readonly nextKeyMarker?: string | undefined
  /** Empty when the page ended with a common prefix. */
  readonly nextVersionIdMarker?: string | undefined
}

/** A page of `listUploads`. */
export interface UploadPage {
  readonly uploads: readonly UploadRecord[]
  readonly commonPrefixes: readonly string[]
  readonly isTruncated: boolean
  readonly nextKeyMarker?: string | undefined
  /** Empty when the page ended with a common prefix. */
  readonly nextUploadIdMarker?: string | undefined
}

/** A page of `listParts`. */
export interface PartPage {
  readonly upload: UploadRecord
  readonly parts: readonly PartRecord[]
  readonly isTruncated: boolean
  /** The last number of a truncated page. */
  readonly nextPartNumberMarker?: number | undefined
}
