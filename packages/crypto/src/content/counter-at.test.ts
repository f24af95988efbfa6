import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counterAt } from './counter-at.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const counter = (iv: string, blocks: bigint) => hex(counterAt(new Uint8Array(Buffer.from(iv, 'hex')), blocks))

test('the carry goes through all 128 bits and past the last number to zero', () => {
  expect(counter('0101010101010101ffffffffffffffff', 1n)).toBe('01010101010101020000000000000000')
  expect(counter('ff'.repeat(16), 1n)).toBe('00'.repeat(16))
  expect(counter('ff'.repeat(16), 2n ** 64n)).toBe('0000000000000000ffffffffffffffff')
})

test('equals arithmetic on numbers of 128 bits, and leaves the IV as it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.bigInt({ min: 0n, max: 2n ** 70n }), (iv, blocks) => {
      const before = hex(iv)
      const expected = BigInt.asUintN(128, BigInt(`0x${before}`) + blocks)
      expect(hex(counterAt(iv, blocks))).toBe(expected.toString(16).padStart(32, '0'))
      expect(hex(iv)).toBe(before)
    }),
  )
})
