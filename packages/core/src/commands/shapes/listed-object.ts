import { element, integer, optional, string, timestamp, urlEncodable } from '@cos/xml'
import { knownStorageClass } from './known-storage-class.js'
import { owner } from './owner.js'

/** What listings tell of an object. */
export const listedObject = {
  key: urlEncodable,
  lastModified: timestamp,
  /** Quoted; empty for some folder placeholders. */
  etag: element('ETag'),
  /** In bytes. */
  size: integer,
  owner: optional(owner),
  storageClass: optional(knownStorageClass),
  /** For `INTELLIGENT_TIERING`: `FREQUENT` or `INFREQUENT`. */
  storageTier: optional(string),
}
