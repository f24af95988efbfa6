import { element, integer, integerBetween, list, optional, string, struct, timestamp, urlEncodable } from '@cos/xml'
import { namedQuery, xmlListing } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { commonPrefixes } from '../shapes/common-prefixes.js'
import { knownStorageClass } from '../shapes/known-storage-class.js'
import { listEcho } from '../shapes/list-echo.js'
import { listQuery } from '../shapes/list-query.js'
import { owner } from '../shapes/owner.js'

const operation = defineOperation({
  name: 'ListMultipartUploads',
  route: 'GET /{bucket}?uploads',
  input: {
    ...listQuery,
    /** Where the page starts: after this key; with `uploadIdMarker`, inside it. `nextKeyMarker` of the page before. */
    keyMarker: optional(namedQuery()),
    /** Where the page starts inside the uploads of `keyMarker`. `nextUploadIdMarker` of the page before. */
    uploadIdMarker: optional(namedQuery()),
    /** Uploads and common prefixes in a page. Default 1000, which is also the most a page holds. */
    maxUploads: optional(namedQuery(integerBetween(1, 2 ** 31 - 1))),
  },
  output: xmlListing('ListMultipartUploadsResult', {
    bucket: string,
    ...listEcho,
    keyMarker: optional(urlEncodable),
    uploadIdMarker: optional(urlEncodable),
    /** Where the next page starts; only when there is one. */
    nextKeyMarker: optional(urlEncodable),
    /** Where the next page starts; empty when it starts at the next key. */
    nextUploadIdMarker: optional(urlEncodable),
    maxUploads: integer,
    /** Unfinished uploads, by key, then by upload id. */
    uploads: element(
      'Upload',
      list(
        struct({
          key: urlEncodable,
          uploadId: string,
          storageClass: optional(knownStorageClass),
          initiated: timestamp,
          initiator: optional(owner),
          owner: optional(owner),
        }),
      ),
    ),
    /** What `delimiter` folded. */
    commonPrefixes,
  }),
  page: {
    next: { nextKeyMarker: 'keyMarker', nextUploadIdMarker: 'uploadIdMarker' },
    more: 'isTruncated',
    items: ['uploads', 'commonPrefixes'],
  },
})
export interface ListMultipartUploadsInput extends InputOf<typeof operation> {}
export interface ListMultipartUploadsOutput extends OutputOf<typeof operation> {}
/** Lists one page of the uploads that were begun and neither completed nor aborted (List Multipart Uploads). */
export class ListMultipartUploadsCommand extends command(operation)<ListMultipartUploadsInput, ListMultipartUploadsOutput> {}
