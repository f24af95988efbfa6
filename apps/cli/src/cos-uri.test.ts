import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCosUri, parseBucketUri, parseCosUri, parseObjectUri } from './cos-uri.js'

test.each([
  ['cos://b-1', { bucket: 'b-1', key: '' }],
  ['cos://b-1/', { bucket: 'b-1', key: '' }],
  ['cos://b-1/a/b c%20?x#y', { bucket: 'b-1', key: 'a/b c%20?x#y' }],
  ['cos://b-1//a', { bucket: 'b-1', key: '/a' }],
])('%s', (text, uri) => {
  expect(parseCosUri(text)).toEqual(uri)
})

test('any key comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (key) => {
      expect(parseCosUri(formatCosUri({ bucket: 'b-1', key }))).toEqual({ bucket: 'b-1', key })
    }),
  )
})

test('what is no address of the wanted kind is refused in a sentence', () => {
  expect(() => parseCosUri('s3://b/k')).toThrow(/not an address in COS/)
  expect(() => parseCosUri('cos:///k')).toThrow(/names no bucket/)
  expect(() => parseObjectUri('cos://b-1')).toThrow(/an object is wanted/)
  expect(() => parseBucketUri('cos://b-1/k')).toThrow(/a bucket is wanted/)
  expect(parseBucketUri('b-1')).toBe('b-1')
})
