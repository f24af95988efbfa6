import { boolean, choice, integer, integerBetween, list, optional, string, struct, timestamp, urlEncodable } from '@cos/xml'
import { namedQuery, xmlListing } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { commonPrefixes } from '../shapes/common-prefixes.js'
import { listEcho } from '../shapes/list-echo.js'
import { listQuery } from '../shapes/list-query.js'
import { listedObject } from '../shapes/listed-object.js'
import { owner } from '../shapes/owner.js'

const place = {
  /** `null` for what was written before versioning was enabled or while it is suspended; empty if it never was enabled. */
  versionId: string,
  /** True for the newest of each key. */
  isLatest: boolean,
}

const operation = defineOperation({
  name: 'ListObjectVersions',
  route: 'GET /{bucket}?versions',
  input: {
    ...listQuery,
    /** Where the page starts: after this key; with `versionIdMarker`, inside it. `nextKeyMarker` of the page before. */
    keyMarker: optional(namedQuery()),
    /** Where the page starts inside the versions of `keyMarker`, which must be given too. `nextVersionIdMarker` of the page before. */
    versionIdMarker: optional(namedQuery()),
    /** Versions, delete markers and common prefixes in a page. Default 1000, which is also the most a page holds. */
    maxKeys: optional(namedQuery(integerBetween(1, 2 ** 31 - 1))),
  },
  output: xmlListing('ListVersionsResult', {
    /** Full name of the bucket. */
    name: string,
    ...listEcho,
    keyMarker: optional(urlEncodable),
    versionIdMarker: optional(urlEncodable),
    maxKeys: integer,
    /** Where the next page starts; only when there is one. */
    nextKeyMarker: optional(urlEncodable),
    /** Where the next page starts; empty when it starts at the next key. */
    nextVersionIdMarker: optional(urlEncodable),
    /** Versions and delete markers, told apart by `type`: by the UTF-8 bytes of their keys, the newest of a key first. */
    versions: list(
      choice({
        Version: struct({ ...listedObject, ...place }),
        DeleteMarker: struct({ key: urlEncodable, lastModified: timestamp, owner: optional(owner), ...place }),
      }),
    ),
    /** What `delimiter` folded. */
    commonPrefixes,
  }),
  page: {
    next: { nextKeyMarker: 'keyMarker', nextVersionIdMarker: 'versionIdMarker' },
    more: 'isTruncated',
    items: ['versions', 'commonPrefixes'],
  },
})
export interface ListObjectVersionsInput extends InputOf<typeof operation> {}
export interface ListObjectVersionsOutput extends OutputOf<typeof operation> {}
/** Lists one page of the versions and delete markers in a bucket (GET Bucket Object Versions). `paginate` walks through all pages. */
export class ListObjectVersionsCommand extends command(operation)<ListObjectVersionsInput, ListObjectVersionsOutput> {}
