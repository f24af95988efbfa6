import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { combineCrc64 } from './combine-crc64.js'
import { crc64 } from './crc64.js'
import { vectorBytes, vectorCases } from './vector-cases.fixture.js'

describe('recorded vectors', () => {
  for (const { id, note, data, parts, crc64: expected } of vectorCases().filter(({ op }) => op === 'combine')) {
    test(`${id}: ${note}`, () => {
      const combined = parts!.reduce((whole, part) => combineCrc64(whole, BigInt(part.crc64), part.length), 0n)
      expect(combined.toString()).toBe(expected)
      if (data) expect(crc64(vectorBytes(data)).toString()).toBe(expected)
    })
  }
})

test('equals the checksum of both pieces in one', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), fc.uint8Array({ maxLength: 5000 }), (first, second) => {
      const both = new Uint8Array([...first, ...second])
      expect(combineCrc64(crc64(first), crc64(second), second.length)).toBe(crc64(both))
    }),
  )
})

test('may be grouped in any way, also for lengths beyond 32 bits', () => {
  const checksum = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
  const length = fc.integer({ min: 0, max: 2 ** 52 - 1 })
  fc.assert(
    fc.property(checksum, checksum, checksum, length, length, (first, second, third, secondLength, thirdLength) => {
      const left = combineCrc64(combineCrc64(first, second, secondLength), third, thirdLength)
      const right = combineCrc64(first, combineCrc64(second, third, thirdLength), secondLength + thirdLength)
      expect(left).toBe(right)
    }),
  )
})

test('refuses a length that is not a whole number of bytes', () => {
  for (const length of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => combineCrc64(1n, 2n, length)).toThrow(RangeError)
})
