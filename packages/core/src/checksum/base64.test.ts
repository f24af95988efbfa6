import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64 } from './base64.js'

test('equals what Node writes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    }),
  )
})

test('takes more bytes than a call takes arguments', () => {
  const bytes = new Uint8Array(1_000_003).fill(0xfb)
  expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
})
