import type { JsonObject, JsonValue } from './json.js'
import type {
  BucketPage,
  BucketRecord,
  ConfigurationRecord,
  ObjectPage,
  ObjectRecord,
  PartPage,
  UploadPage,
  UploadRecord,
  VersionPage,
} from './records.js'
import type { Sealing } from './seal.js'

/**
 * Keeps buckets, objects and their bytes. Knows nothing of HTTP, XML or signatures: what the protocol needs to remember about
 * a thing goes into its `attributes`, and what the store must refuse comes back as an `outcome`, never as an exception.
 *
 * Every method is atomic. Every answer of a disk store is safe from `kill -9` once its promise has resolved.
 * Exceptions mean that the store itself is broken (disk full, corrupt file) or that a body failed while it was read.
 */
export interface Store {
  /** Creates a bucket. */
  createBucket(bucket: NewBucket): Promise<CreateBucketOutcome>
  /** Reads a bucket, or `undefined` if there is none of that name. */
  getBucket(name: string): Promise<BucketRecord | undefined>
  /** Replaces the attributes of a bucket; `undefined` if there is no such bucket. `update` is called once, synchronously. */
  updateBucket(name: string, update: (attributes: JsonObject) => JsonObject): Promise<BucketRecord | undefined>
  /** Lists buckets by name (UTF-8 byte order), those of one owner or all. */
  listBuckets(query: ListBucketsQuery): Promise<BucketPage>
  /** Deletes a bucket and its configurations if it holds no object, version, delete marker or unfinished upload. */
  deleteBucket(name: string): Promise<DeleteBucketOutcome>

  /** Reads one configuration document of a bucket, such as `cors` or `inventory/daily`. */
  getConfiguration(bucket: string, name: string): Promise<JsonValue | undefined>
  /** Writes one configuration document; `no-such-bucket` if the bucket is gone. */
  putConfiguration(bucket: string, name: string, document: JsonValue): Promise<'stored' | 'no-such-bucket'>
  /** Deletes one configuration document; `absent` if there was none. */
  deleteConfiguration(bucket: string, name: string): Promise<'deleted' | 'absent'>
  /** Lists the configuration documents whose name starts with `prefix`, in order of first creation. */
  listConfigurations(bucket: string, prefix: string): Promise<readonly ConfigurationRecord[]>

  /**
   * Takes in a body, computing size, MD5 and CRC64 on the way. Nothing is visible until the staged body is given to
   * `putObject`, `putPart` or `appendObject`. Rejects with the body's own error, leaving nothing behind.
   */
  stage(body: Uint8Array | AsyncIterable<Uint8Array>, options?: StageOptions): Promise<StagedBody>
  /**
   * Stages the content of an open object, or a range of it, by reference: no bytes are copied. A whole copy reads nothing
   * and keeps ETag and CRC64 of the source; a range is read once for its checksums. The reader may be closed afterwards.
   */
  stageCopy(reader: ObjectReader, options?: StageCopyOptions): Promise<StagedBody>

  /** Makes a staged body the newest content of a key. */
  putObject(put: PutObject): Promise<PutObjectOutcome>
  /** Adds a staged body to the end of the newest version of a key, if that is appendable and `position` its size; creates it at 0. */
  appendObject(append: AppendObject): Promise<AppendObjectOutcome>
  /** Reads the record of an object. */
  getObject(address: ObjectAddress): Promise<GetObjectOutcome>
  /** Opens an object for reading. What is open stays readable whatever happens to the key; close the reader in a `finally`. */
  openObject(address: ObjectAddress): Promise<OpenObjectOutcome>
  /** Replaces the attributes of an object (access control list, tags, restore state…), keeping content, ETag and time of change. */
  updateObject(
    address: ObjectAddress,
    update: (record: ObjectRecord) => JsonObject,
    options?: UpdateObjectOptions,
  ): Promise<GetObjectOutcome>
  /** Deletes a key as versioning wants it: removes it, or puts a delete marker on top. */
  deleteObject(deletion: DeleteObject): Promise<DeleteObjectOutcome>
  /** Removes one version or delete marker for good. */
  deleteVersion(deletion: DeleteVersion): Promise<DeleteVersionOutcome>

  /** Lists the newest versions of keys, leaving out those that are delete markers. An unknown bucket lists as empty. */
  listObjects(query: ListObjectsQuery): Promise<ObjectPage>
  /** Lists all versions and delete markers: keys ascending, newest first within a key. */
  listVersions(query: ListVersionsQuery): Promise<VersionPage>

  /** Opens a multipart upload with a new id. */
  createUpload(upload: NewUpload): Promise<CreateUploadOutcome>
  /** Reads an unfinished upload. */
  getUpload(address: UploadAddress): Promise<UploadRecord | undefined>
  /** Stores a staged body as a part, replacing one of the same number. */
  putPart(part: PutPart): Promise<PutPartOutcome>
  /** Lists the parts of an upload by number; `undefined` if there is no such upload. */
  listParts(query: ListPartsQuery): Promise<PartPage | undefined>
  /** Lists unfinished uploads: keys ascending (UTF-8 bytes), then upload ids ascending. */
  listUploads(query: ListUploadsQuery): Promise<UploadPage>
  /** Makes the named parts, in the order given, the newest content of the key, drops all others, and ends the upload. */
  completeUpload(completion: CompleteUpload): Promise<CompleteUploadOutcome>
  /** Ends an upload and drops its parts. */
  abortUpload(address: UploadAddress): Promise<'aborted' | 'no-such-upload'>

  /** Waits for what is under way, then releases files and locks. The store must not be used afterwards. */
  close(): Promise<void>
}

/** Says how new versions of a key come about: bucket versioning never enabled, `Enabled`, or `Suspended`. */
export type Versioning = 'never' | 'enabled' | 'suspended'

/** Names an object: the newest version of a key, or the one of `versionId` (`null` included). */
export interface ObjectAddress {
  readonly bucket: string
  readonly key: string
  readonly versionId?: string | undefined
}

/** Names a multipart upload. The key must be that of the upload, or there is no such upload. */
export interface UploadAddress {
  readonly bucket: string
  readonly key: string
  readonly uploadId: string
}

/**
 * Decides, in the same atomic step as the change, whether it may happen, given what the key holds now (a delete marker too) and
 * which version the change would destroy. What it throws ends the change.
 */
export type Condition = (current: ObjectRecord | undefined, doomed: ObjectRecord | undefined) => boolean

/** A bucket to be created. */
export interface NewBucket {
  readonly name: string
  readonly owner: string
  readonly region: string
  /** Default: none. */
  readonly attributes?: JsonObject | undefined
  /** How many buckets the owner may have with this one. Default: any number. */
  readonly limit?: number | undefined
}

/** Options of `stage`. */
export interface StageOptions {
  /** Further digests to compute on the way. Default: none. */
  readonly digests?: readonly 'sha1'[] | undefined
  /** Encrypts the content at rest. Its checksums stay those of the plain bytes. Default: not encrypted. */
  readonly sealing?: Sealing | undefined
}

/** Options of `stageCopy`. */
export interface StageCopyOptions {
  /** Bytes to take. Default: all. */
  readonly range?: ByteRange | undefined
  /** The caller's key, when the object is encrypted with one and a range of it is taken. */
  readonly callerKey?: Uint8Array | undefined
}

/** Bytes `start` up to but not including `end`. The caller has fitted it to the object: `0 <= start <= end <= size`. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Content that is in the store but not yet under any key. */
export interface StagedBody {
  readonly sizeBytes: number
  /** MD5 in lower-case hex; absent on a whole copy of an object whose MD5 was never computed. */
  readonly md5?: string | undefined
  /** SHA-1 in lower-case hex, if asked for. */
  readonly sha1?: string | undefined
  /** CRC-64/XZ of the content. */
  readonly crc64: bigint
  /** The ETag (without quotes) it will get by default: its MD5, or that of the source of a whole copy. */
  readonly etag: string
  /** Drops the content. Does nothing once a `put` or `append` has taken it, whatever the outcome was: safe in a `finally`. */
  discard(): Promise<void>
}

/** An object held open for reading. */
export interface ObjectReader {
  readonly record: ObjectRecord
  /** The whole content, when it is small enough to be at hand: saves the stream. */
  readonly bytes?: Uint8Array | undefined
  /**
   * Reads the content or a range of it, in pieces of bounded size. May be called more than once. What was encrypted with a
   * key of the caller's needs that key.
   */
  read(range?: ByteRange, callerKey?: Uint8Array): AsyncIterable<Uint8Array>
  /** Lets go of the content. */
  close(): Promise<void>
}

/** A put of a staged body. */
export interface PutObject {
  readonly bucket: string
  readonly key: string
  readonly body: StagedBody
  readonly versioning: Versioning
  readonly attributes: JsonObject
  /** Default: the staged body's. */
  readonly etag?: string | undefined
  readonly condition?: Condition | undefined
}

/** An append of a staged body. */
export interface AppendObject {
  readonly bucket: string
  readonly key: string
  readonly body: StagedBody
  /** Expected size of the object before the append, in bytes. */
  readonly position: number
  /** Used by the append that creates the object; later ones keep what is there. */
  readonly attributes: JsonObject
  readonly versioning: Versioning
  /** Refused as `too-large` above this total. Default: no limit. */
  readonly maxSizeBytes?: number | undefined
  readonly condition?: Condition | undefined
}

/** A deletion of a key. */
export interface DeleteObject {
  readonly bucket: string
  readonly key: string
  readonly versioning: Versioning
  readonly condition?: Condition | undefined
  /** Attributes of the delete marker, if there is to be one. Default: none. */
  readonly markerAttributes?: JsonObject | undefined
}

/** Options of `updateObject`. */
export interface UpdateObjectOptions {
  /** True changes a delete marker, too, and finds it. Default false. */
  readonly includesMarkers?: boolean | undefined
}

/** A deletion of one version of a key. */
export interface DeleteVersion {
  readonly bucket: string
  readonly key: string
  readonly versionId: string
  readonly condition?: Condition | undefined
}

/** An upload to be opened. */
export interface NewUpload {
  readonly bucket: string
  readonly key: string
  readonly attributes: JsonObject
}

/** A put of a staged body as part of an upload. */
export interface PutPart extends UploadAddress {
  readonly partNumber: number
  readonly body: StagedBody
}

/** The end of an upload. */
export interface CompleteUpload extends UploadAddress {
  /** Parts in the order of the content; ETags without quotes. Order and contiguity are for the caller to check. */
  readonly parts: readonly { readonly partNumber: number; readonly etag: string }[]
  /** Every part but the last must have as many bytes. Default: 0. */
  readonly minPartSizeBytes?: number | undefined
  readonly versioning: Versioning
  /** Attributes of the object. Default: those of the upload. */
  readonly attributes?: JsonObject | undefined
  /** Default: `<MD5 of the parts' binary MD5s>-<number of parts>`. */
  readonly etag?: string | undefined
  readonly condition?: Condition | undefined
}

/** A page of buckets to be listed. */
export interface ListBucketsQuery {
  /** Default: any owner. */
  readonly owner?: string | undefined
  /** Names after this one. Default: from the first. */
  readonly marker?: string | undefined
  readonly limit: number
}

/** What the listings of a bucket have in common. */
export interface ListQuery {
  readonly bucket: string
  /** Default: every key. */
  readonly prefix?: string | undefined
  /** Text of any length at which keys are rolled up after `prefix`. Empty is as absent. Default: none. */
  readonly delimiter?: string | undefined
  /** Greatest number of entries and common prefixes together. */
  readonly limit: number
}

/** A page of objects to be listed. */
export interface ListObjectsQuery extends ListQuery {
  /** Keys after this one; if it is a common prefix of this listing, after all keys under it. Empty is as absent. */
  readonly marker?: string | undefined
}

/** A page of versions to be listed. */
export interface ListVersionsQuery extends ListQuery {
  /** Keys after this one. Empty is as absent. */
  readonly keyMarker?: string | undefined
  /** With a `keyMarker`: also versions of exactly that key which come after this one. Empty is as absent. */
  readonly versionIdMarker?: string | undefined
}

/** A page of unfinished uploads to be listed. */
export interface ListUploadsQuery extends ListQuery {
  /** Keys after this one. Empty is as absent. */
  readonly keyMarker?: string | undefined
  /** With a `keyMarker`: also uploads of exactly that key whose id is greater. Empty is as absent. */
  readonly uploadIdMarker?: string | undefined
}

/** A page of parts to be listed. */
export interface ListPartsQuery extends UploadAddress {
  /** Numbers after this one. Default: 0. */
  readonly partNumberMarker?: number | undefined
  readonly limit: number
}

type NoSuchBucket = { readonly outcome: 'no-such-bucket' }
type NoSuchUpload = { readonly outcome: 'no-such-upload' }
type ConditionFailed = { readonly outcome: 'condition-failed'; readonly current: ObjectRecord | undefined }
type Stored = { readonly outcome: 'stored'; readonly record: ObjectRecord }

/** Outcome of `createBucket`; `exists` carries the bucket that is there, so that its owner can be compared. */
export type CreateBucketOutcome =
  | { readonly outcome: 'created' | 'exists'; readonly bucket: BucketRecord }
  | { readonly outcome: 'too-many' }

/** Outcome of `deleteBucket`. */
export type DeleteBucketOutcome = 'deleted' | 'no-such-bucket' | 'not-empty'

/** Outcome of `putObject`. */
export type PutObjectOutcome = Stored | NoSuchBucket | ConditionFailed

/** Outcome of `appendObject`; the refusals carry the object as it is. */
export type AppendObjectOutcome =
  | Stored
  | NoSuchBucket
  | ConditionFailed
  | { readonly outcome: 'position-differs'; readonly sizeBytes: number }
  | { readonly outcome: 'not-appendable' | 'too-large'; readonly record: ObjectRecord | undefined }

/** Why an object cannot be had: `record` of a delete marker is the marker's. */
export type ObjectMissing =
  | { readonly outcome: 'no-such-key' | 'no-such-version' }
  | { readonly outcome: 'delete-marker'; readonly record: ObjectRecord }

/** Outcome of `getObject` and `updateObject`. `updateObject` changes nothing on a delete marker unless it is told to. */
export type GetObjectOutcome = { readonly outcome: 'found'; readonly record: ObjectRecord } | ObjectMissing

/** Outcome of `openObject`. */
export type OpenObjectOutcome = { readonly outcome: 'found'; readonly reader: ObjectReader } | ObjectMissing

/** Outcome of `deleteObject`: `marked` carries the new delete marker. `absent` is a success on the wire. */
export type DeleteObjectOutcome =
  | { readonly outcome: 'deleted'; readonly record: ObjectRecord }
  | { readonly outcome: 'marked'; readonly record: ObjectRecord }
  | { readonly outcome: 'absent' }
  | NoSuchBucket
  | ConditionFailed

/** Outcome of `deleteVersion`: `record` is what was removed. The condition is asked about that version. */
export type DeleteVersionOutcome =
  | { readonly outcome: 'deleted'; readonly record: ObjectRecord }
  | { readonly outcome: 'no-such-version' }
  | ConditionFailed

/** Outcome of `createUpload`. */
export type CreateUploadOutcome = { readonly outcome: 'created'; readonly upload: UploadRecord } | NoSuchBucket

/** Outcome of `putPart`. */
export type PutPartOutcome = { readonly outcome: 'stored'; readonly modifiedAtMs: number } | NoSuchUpload

/** Outcome of `completeUpload`. After a refusal the upload is as it was. */
export type CompleteUploadOutcome =
  | Stored
  | NoSuchUpload
  | ConditionFailed
  | { readonly outcome: 'part-missing' | 'part-differs' | 'part-too-small'; readonly partNumber: number }
