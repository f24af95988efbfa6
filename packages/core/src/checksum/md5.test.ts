import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64 } from './base64.js'
import * as node from './md5-node.js'
import * as small from './md5-small.js'

const text = new TextEncoder()

describe.each([
  ['node', node],
  ['small', small],
])('%s', (_name, { createMd5, md5 }) => {
  test('gives the digests of RFC 1321', () => {
    expect(base64(md5(text.encode('')))).toBe('1B2M2Y8AsgTpgAmY7PhCfg==')
    expect(base64(md5(text.encode('message digest')))).toBe('+WtpfXy3k41SWi8xqvFh0A==')
  })

  test('gives the same for any cut into chunks, as plain bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
        const digest = createMd5().update(bytes.subarray(0, cut)).update(bytes.subarray(cut)).digest()
        expect(digest).toEqual(md5(bytes))
        expect(digest.constructor).toBe(Uint8Array)
      }),
    )
  })
})

test('both give the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(node.md5(bytes)).toEqual(small.md5(bytes))
    }),
  )
})
