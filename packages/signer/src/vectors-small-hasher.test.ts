import { expect, test, vi } from 'vitest'
import { hasher } from '#hasher'
import { hasher as smallHasher } from './hasher/small-hasher.js'
import { runSignatureVectors } from './vectors.fixture.js'

// What the `browser` condition of package.json chooses.
vi.mock('#hasher', () => import('./hasher/small-hasher.js'))

test('the small hasher signs', () => {
  expect(hasher).toBe(smallHasher)
})

const results = runSignatureVectors()

test('every recorded signature was looked at', () => {
  expect(results.length).toBeGreaterThan(500)
})

for (const { id, ok, detail } of results) {
  test(`recorded signature with the small hasher: ${id}`, () => {
    expect(ok, detail).toBe(true)
  })
}
