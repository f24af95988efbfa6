import { boolean, element, integer, integerBetween, list, oneOf, optional, string, struct, timestamp, urlEncodable } from '@cos/xml'
import { documented } from '#documented'
import { namedQuery, query, queryWithDefault, xmlListing } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { knownStorageClass } from '../shapes/known-storage-class.js'
import { owner } from '../shapes/owner.js'

const operation = defineOperation({
  name: 'ListParts',
  route: 'GET /{bucket}/{key}',
  input: {
    uploadId: query('uploadId'),
    /** Parts in a page. Default 1000, which is also the most a page holds. */
    maxParts: optional(namedQuery(integerBetween(1, 2 ** 31 - 1))),
    /** Where the page starts: after this part number. `nextPartNumberMarker` of the page before. */
    partNumberMarker: optional(namedQuery(integerBetween(0, 10_000))),
    /** Always `url` unless you say otherwise; the answer is decoded before you see it. */
    encodingType: optional(queryWithDefault('encoding-type', oneOf('url'), 'url')),
  },
  output: xmlListing('ListPartsResult', {
    bucket: string,
    /** @internal decides whether the key is decoded */
    encodingType: optional(element('EncodingType', string, ['Encoding-type', 'Encoding-Type'])),
    key: urlEncodable,
    uploadId: string,
    owner: optional(owner),
    initiator: optional(owner),
    partNumberMarker: optional(integer),
    /** Where the next page starts; only when there is one. */
    nextPartNumberMarker: optional(integer),
    storageClass: optional(knownStorageClass),
    maxParts: integer,
    /** True when another page follows. */
    isTruncated: boolean,
    /** Parts, by number. */
    parts: element(
      'Part',
      list(struct({ partNumber: integer, lastModified: timestamp, etag: element('ETag'), /** In bytes. */ size: integer })),
    ),
  }),
  page: { next: { nextPartNumberMarker: 'partNumberMarker' }, more: 'isTruncated', items: ['parts'] },
  errors: documented(['NoSuchUpload']),
})
export interface ListPartsInput extends InputOf<typeof operation> {}
export interface ListPartsOutput extends OutputOf<typeof operation> {}
/** Lists one page of the parts an upload has so far (List Parts). */
export class ListPartsCommand extends command(operation)<ListPartsInput, ListPartsOutput> {}
