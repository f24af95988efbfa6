import { describe, expect, test } from 'vitest'
import { ListObjectsCommand } from '../commands/bucket/list-objects.js'
import { ListPartsCommand } from '../commands/multipart/list-parts.js'
import { HeadObjectCommand } from '../commands/object/head-object.js'
import { cursorAfter, resumeAt } from './page-cursor.js'

const parts = new ListPartsCommand({ bucket: 'b-1', key: 'k', uploadId: 'u' })
const objects = new ListObjectsCommand({ bucket: 'b-1', prefix: 'p', marker: 'before' })

describe('a cursor', () => {
  test('keeps markers of any text, in printable ASCII', () => {
    const cursor = cursorAfter(objects, { isTruncated: true, nextMarker: 'ä&=?%\n\u{1f600}' } as never)!
    expect(cursor).toMatch(/^[!-~]+$/)
    expect(resumeAt(objects, cursor).input).toEqual({ bucket: 'b-1', prefix: 'p', marker: 'ä&=?%\n\u{1f600}' })
  })

  test('keeps numbers as numbers', () => {
    const cursor = cursorAfter(parts, { isTruncated: true, nextPartNumberMarker: 17 } as never)!
    expect(cursor).toBe('ListParts?partNumberMarker=17')
    expect(resumeAt(parts, cursor).input).toMatchObject({ partNumberMarker: 17 })
  })

  test('is not there after the last page', () => {
    expect(cursorAfter(objects, { isTruncated: false } as never)).toBeUndefined()
  })

  test.each(['', 'ListObjects', 'ListObjects?', 'ListParts?partNumberMarker=1', 'ListObjects?marker=a&prefix=b'])(
    '%j is refused',
    (cursor) => {
      expect(() => resumeAt(objects, cursor)).toThrow(/^cursor: is not one of ListObjects/)
    },
  )

  test('of what is no list is refused', () => {
    expect(() => cursorAfter(new HeadObjectCommand({ bucket: 'b-1', key: 'k' }), {} as never)).toThrow(/HeadObject is not a list/)
  })
})
