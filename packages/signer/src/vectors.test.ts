import { expect, test } from 'vitest'
import { runSignatureVectors } from './vectors.fixture.js'

const results = runSignatureVectors()

test('every recorded signature was looked at', () => {
  expect(results.length).toBeGreaterThan(500)
})

for (const { id, ok, detail } of results) {
  test(`recorded signature: ${id}`, () => {
    expect(ok, detail).toBe(true)
  })
}
