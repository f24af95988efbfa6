import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentEncode } from '../encode.js'
import { SignerError } from '../signer-error.js'
import { RequestHasher as FastHasher } from './fast-hasher.js'
import type { Hasher } from './hasher.js'
import { RequestHasher as SmallHasher } from './small-hasher.js'

const anyText = fc.string({ unit: 'grapheme', maxLength: 400 })

const hashers: Readonly<Record<string, () => Hasher>> = { fast: () => new FastHasher(), small: () => new SmallHasher() }

describe.each(Object.entries(hashers))('the %s hasher', (_, create) => {
  test('SHA-1 is right at every length around the ends of blocks', () => {
    const hasher = create()
    for (let length = 0; length < 300; length++) {
      const text = 'x'.repeat(length)
      hasher.write(text)
      expect(hasher.sha1()).toBe(createHash('sha1').update(text).digest('hex'))
    }
  })

  test('SHA-1 and HMAC-SHA1 of any text and key are those of the platform', () => {
    const hasher = create()
    fc.assert(
      fc.property(anyText, anyText, (text, secret) => {
        hasher.write(secret)
        const key = hasher.key()
        hasher.write(text)
        expect(hasher.hmac(key)).toBe(createHmac('sha1', secret).update(text).digest('hex'))
        hasher.write(text)
        expect(hasher.sha1()).toBe(createHash('sha1').update(text).digest('hex'))
      }),
    )
  })

  test('texts larger than the first memory are digested whole', () => {
    const hasher = create()
    for (const part of ['é', 'a', '😀']) {
      const text = part.repeat(50_000)
      hasher.write(text)
      hasher.write(text, '\n')
      expect(hasher.sha1()).toBe(createHash('sha1').update(`${text}${text}\n`).digest('hex'))
    }
  })

  test('what is written encoded is the percent-encoded text', () => {
    const hasher = create()
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = percentEncode(text)
        expect(encoded).toMatch(/^([\w.~-]|%[0-9A-F]{2})*$/)
        expect(decodeURIComponent(encoded)).toBe(text)
        hasher.write(text, '', true)
        expect(hasher.sha1()).toBe(createHash('sha1').update(encoded).digest('hex'))
      }),
    )
  })

  test('half a surrogate pair is refused, and what stood before it can be cleared', () => {
    const hasher = create()
    hasher.write('before')
    for (const isEncoded of [true, false]) expect(() => hasher.write('a\ud800', '', isEncoded)).toThrow(SignerError)
    hasher.clear()
    hasher.write('after')
    expect(hasher.sha1()).toBe(createHash('sha1').update('after').digest('hex'))
  })
})
