import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RawNumber } from './raw-number.js'
import { readJson, writeJson } from './record-value.js'

test.each([
  '9007199254740993',
  '-123456789012345678901234567890',
  '{"id":9007199254740993,"list":[1,18446744073709551615,{"a":0.12345678901234567890123}]}',
  '1e400',
  '1e-400',
  '{"\\u0000":"\\u0000","\\u00000":"\\u00000","a":"\\u0000t","b":12345678901234567890}',
  '["12345678901234567890","\\"12345678901234567890",12345678901234567890]',
  '{"9007199254740993":9007199254740993}',
  '{"__proto__":9007199254740993,"a":{"__proto__":{"b":9007199254740993}}}',
])('%s is written as it was read', (text) => {
  expect(writeJson(readJson(text))).toBe(text)
})

test('what a double holds is a number', () => {
  expect(readJson('[1, -2.50, 9007199254740991, 1e3, 123456789012345, 0.30000000000000004]')).toEqual([
    1, -2.5, 9007199254740991, 1000, 123456789012345, 0.30000000000000004,
  ])
  expect(readJson('9007199254740992')).toEqual(new RawNumber('9007199254740992'))
})

test.each([
  '{"a":12345678901234567890',
  '12345678901234567890a',
  '[12345678901234567890-1]',
  '{12345678901234567890:1}',
  '{12345678901234567890 : 1}',
  '01234567890123456789',
  '1234567890123456789.',
  '"a"12345678901234567890',
  '"\n1234567890123456"',
])('%j is refused', (text) => {
  expect(() => readJson(text)).toThrow(SyntaxError)
})

test('any value comes back', () => {
  const text = fc.json().map((value) => `[12345678901234567890,${value}]`)
  fc.assert(
    fc.property(text, (json) => {
      const [first, second] = readJson(json) as [RawNumber, Parameters<typeof writeJson>[0]]
      expect(first.text).toBe('12345678901234567890')
      expect(JSON.parse(writeJson(second))).toEqual(JSON.parse(JSON.stringify((JSON.parse(json) as unknown[])[1])))
    }),
  )
})
