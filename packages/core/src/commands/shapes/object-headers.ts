import { optional, string } from '@cos/xml'
import { cosHeader, header, namedHeader, sentHeaders } from '../../operation/bindings.js'
import { cannedObjectAcl } from './canned-object-acl.js'
import { encryptionAnswer } from './encryption-answer.js'
import { grantHeaders } from './grant-headers.js'
import { serverSideEncryption } from './server-side-encryption.js'
import { storageClass } from './storage-class.js'
import { taggingText } from './tagging-text.js'

/** Headers that are stored with an object and come back with it. */
export const storedHeaders = {
  /** How caches may keep the object. */
  cacheControl: optional(namedHeader()),
  /** How a browser shows or names the object. */
  contentDisposition: optional(namedHeader()),
  /** Encoding of the bytes, for example `gzip`. */
  contentEncoding: optional(namedHeader()),
  /** Natural language of the content. */
  contentLanguage: optional(namedHeader()),
  /** Media type. Default: what the key's extension suggests, else `application/octet-stream`. */
  contentType: optional(namedHeader()),
  /** When caches must ask again, as the text of the header. */
  expires: optional(namedHeader()),
}

/** User metadata. */
export const userMetadata = {
  /** User metadata, without the `x-cos-meta-` prefix: at most 4 KB of names and values in all. Printable ASCII; `encodeMetadata` writes other characters so, and `decodeMetadata` reads them back. */
  metadata: optional(sentHeaders('x-cos-meta-')),
}

/** What can be said of an object when it is written. */
export const writtenObject = {
  ...storedHeaders,
  ...userMetadata,
  /** Who may read it. Default `default`: the bucket's rules. */
  acl: optional(cosHeader(cannedObjectAcl)),
  /** Storage class. Default `STANDARD`. */
  storageClass: optional(cosHeader(storageClass)),
  ...grantHeaders,
  /** Tags, up to 10. */
  tagging: optional(cosHeader(taggingText)),
  /** How COS encrypts it. Default: what the bucket's encryption configuration says, else not. */
  encryption: optional(serverSideEncryption),
  /** Where the website endpoint sends readers of this object. */
  websiteRedirectLocation: optional(cosHeader()),
}

/** What every answer about a stored object says. */
export const writtenObjectAnswer = {
  /** Quoted. The MD5 of the bytes for an object written in one piece, otherwise opaque. */
  etag: namedHeader(),
  /** CRC-64 of the whole object, an unsigned decimal number as text. Absent on objects from before 2017. */
  crc64: optional(header('x-cos-hash-crc64ecma', string)),
  /** Version that was written; only in buckets with versioning. */
  versionId: optional(cosHeader()),
  /** When the bucket's lifecycle deletes the object, and by which rule: `expiry-date="…", rule-id="…"`. */
  expiration: optional(cosHeader()),
  ...encryptionAnswer,
}
