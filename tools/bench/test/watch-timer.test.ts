import { expect, test } from 'vitest'
import { watchTimer } from '../harness/watch-timer.mjs'

test('a computation that holds the thread makes the timer late by as much, and it counts as own', async () => {
  const timer = watchTimer(5)
  await new Promise((resolve) => setTimeout(resolve, 30))
  const startedAt = performance.now()
  for (const before = process.cpuUsage(); ; ) {
    const { user, system } = process.cpuUsage(before)
    if (user + system > 60_000) break
  }
  const heldMs = performance.now() - startedAt
  await new Promise((resolve) => setTimeout(resolve, 30))
  const { worstMs, worstOwnMs } = timer.stop()
  expect(worstMs).toBeGreaterThan(heldMs - 6)
  expect(worstOwnMs).toBeGreaterThan(50)
  expect(worstOwnMs).toBeLessThanOrEqual(worstMs)
})
