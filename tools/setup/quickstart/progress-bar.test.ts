import { expect, test } from 'vitest'
// @ts-expect-error plain JavaScript, because it runs before anything is installed
import { progressBar } from './progress-bar.mjs'

function drawn(isTTY: boolean, done: readonly number[]): string {
  let text = ''
  const draw = progressBar('file', { isTTY, write: (part: string) => (text += part) })
  for (const transferredBytes of done) draw({ transferredBytes, confirmedBytes: transferredBytes, totalBytes: 1000 })
  return text
}

test('a terminal gets one line, drawn over itself and ended once', () => {
  const text = drawn(true, [0, 500, 1000])
  expect(text.split('\r')).toHaveLength(4)
  expect(text.match(/\n/g)).toHaveLength(1)
  expect(text).toMatch(/100 %.*\n$/)
})

test('a log gets one line for each quarter', () => {
  const text = drawn(false, [0, 100, 260, 300, 510, 990, 1000])
  expect(text.match(/\d+ %/g)).toEqual(['26 %', '51 %', '99 %', '100 %'])
})
