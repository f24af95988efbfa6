import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNames } from './compare-names.js'

test('the order is that of the UTF-8 bytes, also where that of UTF-16 differs', () => {
  expect(['😀', '\ue000', 'b', 'a/', 'a-', 'a', 'é'].sort(compareNames)).toEqual(['a', 'a-', 'a/', 'b', 'é', '\ue000', '😀'])
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
      expect(Math.sign(compareNames(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)))
    }),
  )
})
