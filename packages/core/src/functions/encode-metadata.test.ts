import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeMetadata, encodeMetadata } from './encode-metadata.js'

test('any text travels in a header and is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (value) => {
      const encoded = encodeMetadata({ a: value })
      expect(encoded['a']).toMatch(/^[!-~]?([ -~]*[!-~])?$/)
      expect(decodeMetadata(encoded)).toEqual({ a: value })
    }),
  )
})

test('plain text stays readable, and foreign text does not break the reading', () => {
  expect(encodeMetadata({ a: 'x y', b: '照片 100%' })).toEqual({ a: 'x y', b: '%E7%85%A7%E7%89%87 100%25' })
  expect(decodeMetadata({ a: '100% sure' })).toEqual({ a: '100% sure' })
})
