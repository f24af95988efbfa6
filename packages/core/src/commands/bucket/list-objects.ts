import { integer, integerBetween, list, optional, string, struct, urlEncodable } from '@cos/xml'
import { namedQuery, xmlListing } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { commonPrefixes } from '../shapes/common-prefixes.js'
import { listEcho } from '../shapes/list-echo.js'
import { listQuery } from '../shapes/list-query.js'
import { listedObject } from '../shapes/listed-object.js'

const operation = defineOperation({
  name: 'ListObjects',
  route: 'GET /{bucket}',
  input: {
    ...listQuery,
    /** Where the page starts: after this key. `nextMarker` of the page before. */
    marker: optional(namedQuery()),
    /** Keys and common prefixes in a page. Default 1000, which is also the most a page holds. */
    maxKeys: optional(namedQuery(integerBetween(1, 2 ** 31 - 1))),
  },
  output: xmlListing('ListBucketResult', {
    /** Full name of the bucket. */
    name: string,
    ...listEcho,
    marker: optional(urlEncodable),
    maxKeys: integer,
    /** Where the next page starts; only when there is one. */
    nextMarker: optional(urlEncodable),
    /** Objects, by the UTF-8 bytes of their keys. */
    contents: list(
      struct({
        ...listedObject,
        /** For archived objects. */
        restoreStatus: optional(string),
      }),
    ),
    /** What `delimiter` folded. */
    commonPrefixes,
  }),
  page: { next: { nextMarker: 'marker' }, more: 'isTruncated', items: ['contents', 'commonPrefixes'] },
})
export interface ListObjectsInput extends InputOf<typeof operation> {}
export interface ListObjectsOutput extends OutputOf<typeof operation> {}
/** Lists one page of the objects in a bucket (GET Bucket). `paginate` walks through all pages. */
export class ListObjectsCommand extends command(operation)<ListObjectsInput, ListObjectsOutput> {}
