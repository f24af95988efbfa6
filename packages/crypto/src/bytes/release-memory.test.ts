import { expect, test } from 'vitest'
import { releaseMemory } from './release-memory.js'

test('memory that is released is gone at once, however often', () => {
  for (let round = 0; round < 2000; round += 1) {
    const bytes = new Uint8Array(64 * 1024).fill(7)
    releaseMemory(bytes)
    expect(bytes.byteLength).toBe(0)
    expect(bytes.buffer.byteLength).toBe(0)
  }
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(64 * 1024 * 1000)
})
