import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentEncode } from '../encode.js'
import { hasher as fast } from './fast-hasher.js'
import type { Hasher } from './hasher.js'
import { hasher as small } from './small-hasher.js'

const anyText = fc.string({ unit: 'grapheme', maxLength: 400 })

const request = { method: 'get', path: '/é', parameters: { names: [], values: [] }, headers: { names: [], values: [] } }

const hashers: Readonly<Record<string, Hasher>> = { fast, small }

describe.each(Object.entries(hashers))('the %s hasher', (_, hasher) => {
  test('SHA-1 is right at every length around the ends of blocks', () => {
    for (let length = 0; length < 300; length++) {
      const text = 'x'.repeat(length)
      expect(hasher.sha1(text)).toBe(createHash('sha1').update(text).digest('hex'))
    }
  })

  test('SHA-1 and HMAC-SHA1 of any text and key are those of the platform', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, secret) => {
        expect(hasher.hmac(hasher.key(secret), text)).toBe(createHmac('sha1', secret).update(text).digest('hex'))
        expect(hasher.sha1(text)).toBe(createHash('sha1').update(text).digest('hex'))
      }),
    )
  })

  test('texts larger than the first memory are digested whole', () => {
    for (const part of ['é', 'a', '😀']) {
      const text = part.repeat(100_000)
      expect(hasher.sha1(text)).toBe(createHash('sha1').update(text).digest('hex'))
    }
  })

  test('the values of a request are percent-encoded', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = percentEncode(text)
        expect(encoded).toMatch(/^([\w.~-]|%[0-9A-F]{2})*$/)
        expect(decodeURIComponent(encoded)).toBe(text)
        const actual = hasher.sha1OfRequest({ ...request, parameters: { names: ['a', 'b'], values: [text, text] } })
        const wanted = `get\n/é\na=${encoded}&b=${encoded}\n\n`
        expect(actual).toBe(createHash('sha1').update(wanted).digest('hex'))
      }),
    )
  })

  test('half a surrogate pair is refused, and what stood before it is forgotten', () => {
    const wrong = { names: ['a'], values: ['a\ud800'] }
    expect(() => hasher.sha1('a\ud800')).toThrow(URIError)
    expect(() => hasher.sha1OfRequest({ ...request, path: '/\ud800' })).toThrow(URIError)
    expect(() => hasher.sha1OfRequest({ ...request, headers: wrong })).toThrow(URIError)
    expect(hasher.sha1OfRequest(request)).toBe(createHash('sha1').update('get\n/é\n\n\n').digest('hex'))
  })
})
