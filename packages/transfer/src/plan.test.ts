import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPartBytes, maxObjectBytes, maxPartBytes, maxParts, minPartBytes, nextPartSize, partAt, planParts } from './plan.js'

const mebibyte = 1024 ** 2
const sizes = fc.oneof(fc.maxSafeNat(), fc.integer({ min: 0, max: 2 ** 31 - 1 })).map((size) => size % (maxObjectBytes + 1))
const partSizes = fc.integer({ min: minPartBytes, max: 2 ** 31 - 1 })

test('parts cover the object without gap or overlap, within the limits of COS', () => {
  fc.assert(
    fc.property(sizes, partSizes, (sizeBytes, partSizeBytes) => {
      const plan = planParts(sizeBytes, partSizeBytes)
      expect(plan.partCount).toBeGreaterThanOrEqual(1)
      expect(plan.partCount).toBeLessThanOrEqual(maxParts)
      expect(plan.partSizeBytes).toBeGreaterThanOrEqual(partSizeBytes)
      expect(plan.partSizeBytes).toBeLessThanOrEqual(maxPartBytes)
      const last = partAt(plan, plan.partCount - 1)
      expect(last.offset + last.sizeBytes).toBe(sizeBytes)
      expect(last.sizeBytes).toBeLessThanOrEqual(plan.partSizeBytes)
      if (plan.partCount > 1) {
        expect(last.sizeBytes).toBeGreaterThan(0)
        const before = partAt(plan, plan.partCount - 2)
        expect(before.offset + before.sizeBytes).toBe(last.offset)
        expect(before.sizeBytes).toBe(plan.partSizeBytes)
      }
    }),
    { numRuns: 2000 },
  )
})

test.each([
  [0, 1, defaultPartBytes],
  [1, 1, defaultPartBytes],
  [defaultPartBytes, 1, defaultPartBytes],
  [defaultPartBytes + 1, 2, defaultPartBytes],
  [defaultPartBytes * maxParts, maxParts, defaultPartBytes],
  [defaultPartBytes * maxParts + 1, 8889, 9 * mebibyte],
  [maxObjectBytes, maxParts, maxPartBytes],
])('%d bytes go in %d parts of %d', (sizeBytes, partCount, partSizeBytes) => {
  expect(planParts(sizeBytes)).toEqual({ sizeBytes, partCount, partSizeBytes })
})

test('what COS cannot hold is refused', () => {
  expect(() => planParts(maxObjectBytes + 1)).toThrow(/source: is .* the largest object/)
  expect(() => planParts(-1)).toThrow(/sizeBytes/)
  for (const size of [0, minPartBytes - 1, maxPartBytes + 1, 1.5 * mebibyte + 0.5, Number.NaN])
    expect(() => planParts(1, size)).toThrow(/partSizeBytes/)
})

test('parts of a stream grow as it goes on and reach 17 TiB within 10,000', () => {
  let sentBytes = 0
  let before = 0
  for (let part = 0; part < maxParts; part++) {
    const size = nextPartSize(sentBytes)
    expect(size).toBeGreaterThanOrEqual(before)
    expect(size).toBeLessThanOrEqual(Math.max(defaultPartBytes, sentBytes / 1000 + mebibyte))
    before = size
    sentBytes += size
  }
  expect(sentBytes).toBeGreaterThan(17 * 1024 ** 4)
  expect(before).toBe(maxPartBytes)
})
