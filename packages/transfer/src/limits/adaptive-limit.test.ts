import { expect, test } from 'vitest'
import { AdaptiveLimit } from './adaptive-limit.js'

const mebibyte = 1024 ** 2
const answers = (limit: AdaptiveLimit, count: number, elapsedMs: number, sizeBytes = mebibyte) => {
  for (let index = 0; index < count; index++) limit.succeeded(elapsedMs, sizeBytes)
}

test('bytes that take much longer than they did lower the limit, and it rises again once they are quick', () => {
  const limit = new AdaptiveLimit(16)
  answers(limit, 50, 10)
  expect(limit.value).toBe(16)
  answers(limit, 40, 100)
  const lowest = limit.value
  expect(lowest).toBeLessThan(13)
  answers(limit, 400, 10)
  expect(limit.value).toBe(16)
})

test('bytes that take a little longer change nothing', () => {
  const limit = new AdaptiveLimit(16)
  answers(limit, 50, 10)
  answers(limit, 200, 30)
  expect(limit.value).toBe(16)
})

test('small requests among large ones are no sign of slowness: their time is that of the way', () => {
  const limit = new AdaptiveLimit(16)
  for (let index = 0; index < 100; index++) {
    answers(limit, 1, 80, 8 * mebibyte)
    answers(limit, 1, 5, 1000)
  }
  expect(limit.value).toBe(16)
})

test('a storm of answers that ask for less is one cut by half, and the limit never falls below one', () => {
  const limit = new AdaptiveLimit(16)
  for (let index = 0; index < 16; index++) limit.slowDown()
  expect(limit.value).toBe(8)
  for (let round = 0; round < 20; round++) {
    answers(limit, 16, 10)
    limit.slowDown()
  }
  expect(limit.value).toBeGreaterThanOrEqual(1)
})
