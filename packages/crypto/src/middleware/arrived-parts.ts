import {
  boolean,
  closedXml,
  command,
  defineOperation,
  element,
  type InputOf,
  integer,
  list,
  type OutputOf,
  optional,
  query,
  struct,
} from '@cos/core'

// ListParts with what tells parts apart, and no more: the whole of it would be a tenth of what encryption weighs in a page.
const operation = defineOperation({
  name: 'ListParts',
  route: 'GET /{bucket}/{key}',
  input: { uploadId: query('uploadId'), partNumberMarker: optional(query('part-number-marker', integer)) },
  output: closedXml('ListPartsResult', {
    nextPartNumberMarker: optional(integer),
    isTruncated: boolean,
    parts: element('Part', list(struct({ partNumber: integer, etag: element('ETag'), size: integer }))),
  }),
})
interface ArrivedPartsInput extends InputOf<typeof operation> {}
/** One page. */
export interface ArrivedPartsOutput extends OutputOf<typeof operation> {}
/** Lists one page of the parts that have arrived (List Parts). */
export class ArrivedPartsCommand extends command(operation)<ArrivedPartsInput, ArrivedPartsOutput> {}
