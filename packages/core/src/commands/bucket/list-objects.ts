import { boolean, element, integer, integerBetween, list, oneOf, optional, string, struct, timestamp, urlEncodable } from '@cos/xml'
import { query, queryWithDefault, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { knownStorageClass } from '../shapes/known-storage-class.js'
import { owner } from '../shapes/owner.js'

const operation = defineOperation({
  name: 'ListObjects',
  route: 'GET /{bucket}',
  input: {
    /** Only keys that begin with this text. */
    prefix: optional(query('prefix')),
    /** Keys equal up to this text, looking behind `prefix`, fold into one common prefix. */
    delimiter: optional(query('delimiter')),
    /** Where the page starts: after this key. `nextMarker` of the page before. */
    marker: optional(query('marker')),
    /** Keys and common prefixes in a page. Default 1000, which is also the most a page holds. */
    maxKeys: optional(query('max-keys', integerBetween(1, 2 ** 31 - 1))),
    /**
     * Always `url` unless you say otherwise: XML cannot carry every character of a key, and its readers change line ends.
     * The answer is decoded before you see it.
     */
    encodingType: optional(queryWithDefault('encoding-type', oneOf('url'), 'url')),
  },
  output: xml('ListBucketResult', {
    /** Full name of the bucket. */
    name: string,
    /** @internal decides whether the texts below are decoded */
    encodingType: optional(element('EncodingType', string, ['Encoding-Type'])),
    prefix: optional(urlEncodable),
    marker: optional(urlEncodable),
    maxKeys: integer,
    // Whether COS encodes the delimiter is not confirmed by two sources [?]; decoding it is harmless for usual ones.
    delimiter: optional(urlEncodable),
    /** True when another page follows. */
    isTruncated: boolean,
    /** Where the next page starts; only when there is one. */
    nextMarker: optional(urlEncodable),
    /** Objects, by the UTF-8 bytes of their keys. */
    contents: list(
      struct({
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
        /** For archived objects. */
        restoreStatus: optional(string),
      }),
    ),
    /** What `delimiter` folded. */
    commonPrefixes: element('CommonPrefixes', list(struct({ prefix: urlEncodable })), ['CommonPrefixs']),
  }),
  page: { next: { nextMarker: 'marker' }, more: 'isTruncated', items: ['contents', 'commonPrefixes'] },
})
export interface ListObjectsInput extends InputOf<typeof operation> {}
export interface ListObjectsOutput extends OutputOf<typeof operation> {}
/** Lists one page of the objects in a bucket (GET Bucket). `paginate` walks through all pages. */
export class ListObjectsCommand extends command(operation)<ListObjectsInput, ListObjectsOutput> {}
