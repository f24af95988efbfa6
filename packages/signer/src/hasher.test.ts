import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentEncode } from './encode.js'
import { Hasher } from './hasher.js'

const anyText = fc.string({ unit: 'grapheme', maxLength: 400 })

test('SHA-1 is right at every length around the ends of blocks', () => {
  const hasher = new Hasher()
  for (let length = 0; length < 300; length++) {
    const text = 'x'.repeat(length)
    hasher.write(text)
    hasher.sha1()
    expect(hasher.hex()).toBe(createHash('sha1').update(text).digest('hex'))
  }
})

test('SHA-1 and HMAC-SHA1 of any text and key are those of the platform', () => {
  const hasher = new Hasher()
  fc.assert(
    fc.property(anyText, anyText, (text, secret) => {
      hasher.write(secret)
      const key = hasher.key()
      hasher.write(text)
      hasher.hmac(key)
      expect(hasher.hex()).toBe(createHmac('sha1', secret).update(text).digest('hex'))
      hasher.write(text)
      hasher.sha1()
      expect(hasher.hex()).toBe(createHash('sha1').update(text).digest('hex'))
    }),
  )
})

test('texts larger than the first memory are digested whole', () => {
  const hasher = new Hasher()
  for (const part of ['é', 'a', '😀']) {
    const text = part.repeat(50_000)
    hasher.write(text)
    hasher.write(text, false, 10)
    hasher.sha1()
    expect(hasher.hex()).toBe(createHash('sha1').update(`${text}${text}\n`).digest('hex'))
  }
})

test('what is written encoded is the percent-encoded text', () => {
  const hasher = new Hasher()
  fc.assert(
    fc.property(anyText, (text) => {
      const encoded = percentEncode(text)
      expect(encoded).toMatch(/^([\w.~-]|%[0-9A-F]{2})*$/)
      expect(decodeURIComponent(encoded)).toBe(text)
      hasher.write(text, true)
      hasher.sha1()
      expect(hasher.hex()).toBe(createHash('sha1').update(encoded).digest('hex'))
    }),
  )
})
