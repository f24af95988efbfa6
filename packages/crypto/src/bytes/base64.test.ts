import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.js'

test('bytes come back, and the texts are those of Node', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
    }),
  )
})

test.each(['YQ', 'YR==', 'YQ= =', ' YQ==', 'YQ==\n', 'Y', '_w==', '-w==', 'YQ==YQ==', 'é===', 'YQ=a'])(
  '%j is not how base64 is written',
  (text) => {
    expect(fromBase64(text)).toBeUndefined()
  },
)

test.each(['YQ==', 'YR', ' YQ', 'YQ\n', 'Y', '/w', '+w', 'YQ=', 'é', 'YQ.'])('%j is not how base64url is written', (text) => {
  expect(fromBase64Url(text)).toBeUndefined()
})
