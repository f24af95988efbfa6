import {
  atMostOne,
  boolean,
  element,
  exactlyOne,
  integer,
  list,
  oneOf,
  oneOfOrOther,
  optional,
  string,
  struct,
  type TypeOf,
  timestamp,
} from './schema.js'

const page = struct({
  /** Kept in the hover. */
  isTruncated: boolean,
  nextMarker: optional(string),
  contents: list(struct({ key: string, etag: element('ETag'), size: integer, lastModified: timestamp })),
  storageClass: oneOf('STANDARD', 'ARCHIVE'),
  tier: optional(oneOfOrOther('FREQUENT')),
})
type Page = TypeOf<typeof page>
const good: Page = {
  isTruncated: true,
  contents: [{ key: 'a', etag: '"x"', size: 1, lastModified: new Date(0) }],
  storageClass: 'ARCHIVE',
  tier: 'later',
}
export const size: number | undefined = good.contents[0]?.size
export const missing: string | undefined = good.nextMarker
// @ts-expect-error a required member cannot be left out
export const incomplete: Page = { contents: [], storageClass: 'ARCHIVE' }
// @ts-expect-error only the literals of a closed set
export const wrong: Page['storageClass'] = 'COLD'
// @ts-expect-error lists hold their own item type
export const wrongItem: Page['contents'] = [{ key: 1 }]

const due = exactlyOne({ days: integer, date: timestamp }, { id: optional(string) })
const filter = atMostOne({ prefix: string, tag: string })
export const byDays: TypeOf<typeof due> = { days: 1, id: 'a' }
export const everything: TypeOf<typeof filter> = {}
// @ts-expect-error one of them must be there
export const never: TypeOf<typeof due> = { id: 'a' }
// @ts-expect-error they exclude each other
export const twice: TypeOf<typeof due> = { days: 1, date: new Date(0) }
// @ts-expect-error they exclude each other
export const both: TypeOf<typeof filter> = { prefix: 'a', tag: 'b' }
