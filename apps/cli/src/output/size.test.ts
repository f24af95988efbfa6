import { expect, test } from 'vitest'
import { humanSize, parseSize } from './size.js'

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [1024 ** 2 - 1, '1.0 MiB'],
  [1.5 * 1024 ** 3, '1.5 GiB'],
  [2 ** 53 - 1, '8.0 PiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(humanSize(bytes)).toBe(text)
})

test.each([
  ['100', 100],
  ['8MiB', 8 * 1024 ** 2],
  ['8m', 8 * 1024 ** 2],
  ['1.5 kb', 1536],
  ['1g', 1024 ** 3],
  ['', undefined],
  ['x', undefined],
  ['-1', undefined],
  ['0.3', undefined],
  ['1TB extra', undefined],
])('%j is read as %s', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})
