import { boolean, element, integer, integerBetween, list, oneOf, optional, string, struct, timestampSeconds, unixSeconds } from '@cos/xml'
import { closedXml, namedQuery, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { owner } from '../shapes/owner.js'

const operation = defineOperation({
  name: 'ListBuckets',
  route: 'GET /',
  input: {
    /** Only buckets with a tag of this key. */
    tagKey: optional(query('tagkey')),
    /** With `tagKey`: only this value. */
    tagValue: optional(query('tagvalue')),
    /** Only buckets of this region. */
    region: optional(namedQuery()),
    /** With `range`: the instant to compare with. */
    createTime: optional(namedQuery(unixSeconds)),
    /** With `createTime`: before (`lt`, `lte`) or after (`gt`, `gte`) it. */
    range: optional(namedQuery(oneOf('lt', 'gt', 'lte', 'gte'))),
    /** Where the page starts: `nextMarker` of the page before. */
    marker: optional(namedQuery()),
    /** Buckets in a page, 1 to 2000. Default 2000. */
    maxKeys: optional(namedQuery(integerBetween(1, 2000))),
  },
  output: closedXml('ListAllMyBucketsResult', {
    owner,
    buckets: list(
      struct({
        /** Full name with the APPID. */
        name: string,
        /** Region. */
        location: string,
        creationDate: timestampSeconds,
        /** `cos`, or `ofs` for a metadata-accelerated bucket. */
        bucketType: optional(element('BucketType', string, ['Type'])),
      }),
      'Bucket',
    ),
    marker: optional(string),
    nextMarker: optional(string),
    /** True when another page follows. */
    isTruncated: optional(boolean),
    maxKeys: optional(element('MaxKeys', integer)),
  }),
  page: { next: { nextMarker: 'marker' }, more: 'isTruncated', items: ['buckets'] },
})
export interface ListBucketsInput extends InputOf<typeof operation> {}
export interface ListBucketsOutput extends OutputOf<typeof operation> {}
/** Lists the buckets of the account (GET Service). A client with a region lists those of its region. */
export class ListBucketsCommand extends command(operation)<ListBucketsInput, ListBucketsOutput> {}
