import { expect, test } from 'vitest'
import { createLogBuffer } from './log-buffer.js'

test('a buffer says once that it is full, and is empty when it was taken', () => {
  const buffer = createLogBuffer({ fullBytes: 6, maxBytes: 100 })
  expect(['aa', 'bb', 'cc'].map((line) => buffer.add('b-1', line))).toEqual([false, true, false])
  expect(buffer.take()).toEqual({ waiting: [{ bucket: 'b-1', lines: ['aa', 'bb', 'cc'] }], dropped: 0 })
  expect(buffer.take()).toEqual({ waiting: [], dropped: 0 })
})

test('lines beyond what it may hold are dropped, and counted', () => {
  const buffer = createLogBuffer({ fullBytes: 3, maxBytes: 7 })
  for (const bucket of ['b-1', 'b-2', 'b-1']) buffer.add(bucket, 'aa')
  expect(buffer.take()).toEqual({
    waiting: [
      { bucket: 'b-1', lines: ['aa'] },
      { bucket: 'b-2', lines: ['aa'] },
    ],
    dropped: 1,
  })
  expect(buffer.add('b-1', 'aa')).toBe(true)
})
