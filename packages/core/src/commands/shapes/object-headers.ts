import { optional, string } from '@cos/xml'
import { header, sentHeaders } from '../../operation/bindings.js'
import { cannedObjectAcl } from './canned-object-acl.js'
import { encryptionAnswer } from './encryption-answer.js'
import { grantHeaders } from './grant-headers.js'
import { serverSideEncryption } from './server-side-encryption.js'
import { storageClass } from './storage-class.js'
import { taggingText } from './tagging-text.js'

/** Headers that are stored with an object and come back with it. */
export const storedHeaders = {
  /** How caches may keep the object. */
  cacheControl: optional(header('cache-control')),
  /** How a browser shows or names the object. */
  contentDisposition: optional(header('content-disposition')),
  /** Encoding of the bytes, for example `gzip`. */
  contentEncoding: optional(header('content-encoding')),
  /** Natural language of the content. */
  contentLanguage: optional(header('content-language')),
  /** Media type. Default: what the key's extension suggests, else `application/octet-stream`. */
  contentType: optional(header('content-type')),
  /** When caches must ask again, as the text of the header. */
  expires: optional(header('expires')),
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
  acl: optional(header('x-cos-acl', cannedObjectAcl)),
  /** Storage class. Default `STANDARD`. */
  storageClass: optional(header('x-cos-storage-class', storageClass)),
  ...grantHeaders,
  /** Tags, up to 10. */
  tagging: optional(header('x-cos-tagging', taggingText)),
  /** How COS encrypts it. Default: what the bucket's encryption configuration says, else not. */
  encryption: optional(serverSideEncryption),
  /** Where the website endpoint sends readers of this object. */
  websiteRedirectLocation: optional(header('x-cos-website-redirect-location')),
}

/** What every answer about a stored object says. */
export const writtenObjectAnswer = {
  /** Quoted. The MD5 of the bytes for an object written in one piece, otherwise opaque. */
  etag: header('etag'),
  /** CRC-64 of the whole object, an unsigned decimal number as text. Absent on objects from before 2017. */
  crc64: optional(header('x-cos-hash-crc64ecma', string)),
  /** Version that was written; only in buckets with versioning. */
  versionId: optional(header('x-cos-version-id')),
  /** When the bucket's lifecycle deletes the object, and by which rule: `expiry-date="…", rule-id="…"`. */
  expiration: optional(header('x-cos-expiration')),
  ...encryptionAnswer,
}
