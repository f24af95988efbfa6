import { httpDate, integer, oneOfOrOther, optional, string } from '@cos/xml'
import { cosHeader, header, headers, namedHeader, query } from '../../operation/bindings.js'
import { byteRange } from './byte-range.js'
import { encryptionAnswer } from './encryption-answer.js'
import { knownStorageClass } from './known-storage-class.js'
import { storedHeaders } from './object-headers.js'
import { readKey } from './read-key.js'
import { restoreState } from './restore-state.js'

/** What a read of an object, or of its headers, can ask for. */
export const readObjectInput = {
  /** One version. Default: the latest. */
  versionId: optional(query('versionId')),
  /** Only a part of the bytes. */
  range: optional(namedHeader(byteRange)),
  /** Fails with `PreconditionFailed` unless the ETag is this. */
  ifMatch: optional(namedHeader()),
  /** Fails with `NotModified` when the ETag is this. */
  ifNoneMatch: optional(namedHeader()),
  /** Fails with `NotModified` unless the object changed after this instant. */
  ifModifiedSince: optional(namedHeader(httpDate)),
  /** Fails with `PreconditionFailed` when the object changed after this instant. */
  ifUnmodifiedSince: optional(namedHeader(httpDate)),
  ...readKey,
}

/** What is known of an object that is read. */
export const readObjectOutput = {
  ...storedHeaders,
  /** Length of this answer's bytes; of the whole object in HeadObject. */
  contentLength: optional(namedHeader(integer)),
  /** `bytes <first>-<last>/<size>` when only a part was asked for. */
  contentRange: optional(namedHeader()),
  /** Quoted. */
  etag: namedHeader(),
  lastModified: namedHeader(httpDate),
  /** CRC-64 of the whole object, an unsigned decimal number as text. Absent on objects from before 2017. */
  crc64: optional(header('x-cos-hash-crc64ecma', string)),
  /** Absent for `STANDARD`. */
  storageClass: optional(cosHeader(knownStorageClass)),
  /** `normal` or `appendable`. */
  objectType: optional(cosHeader()),
  /** Where the next AppendObject goes on, in bytes; only of appendable objects. */
  nextAppendPosition: optional(cosHeader(integer)),
  /** `FREQUENT` or `INFREQUENT`, with the classes that move objects by themselves. */
  storageTier: optional(cosHeader()),
  /** Where the website endpoint sends readers of this object. */
  websiteRedirectLocation: optional(cosHeader()),
  ...encryptionAnswer,
  versionId: optional(cosHeader()),
  /** When the bucket's lifecycle deletes the object, and by which rule: `expiry-date="…", rule-id="…"`. */
  expiration: optional(cosHeader()),
  /** How far the object's replication is, or that it is a copy itself. */
  replicationStatus: optional(cosHeader(oneOfOrOther('Pending', 'Complete', 'Failed', 'Replica'))),
  /** For archived objects whose restoration was asked for. */
  restore: optional(cosHeader(restoreState)),
  /** What was asked for while a restoration is under way, as text: `tier="bulk"; request-date="<GMT>"`. */
  restoreStatus: optional(cosHeader()),
  /** Number of tags, if there are any and the caller may read them. */
  taggingCount: optional(cosHeader(integer)),
  /** User metadata, without the `x-cos-meta-` prefix. */
  metadata: headers('x-cos-meta-'),
}
