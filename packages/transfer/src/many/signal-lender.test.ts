import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { SignalLender } from './signal-lender.js'

const never = (own: AbortSignal) =>
  new Promise<never>((_, reject) => {
    own.addEventListener('abort', () => reject(own.reason), { once: true })
  })

test('all that is lent ends with the signal it follows, with its reason', async () => {
  const lender = new SignalLender()
  const controller = new AbortController()
  const waits = [never, never, never].map((wait) => lender.lend(controller.signal, wait))
  const reason = new Error('enough')
  controller.abort(reason)
  for (const wait of waits) await expect(wait).rejects.toBe(reason)
  await expect(lender.lend(controller.signal, never)).rejects.toBe(reason)
})

test('signals are used again, one at a time, and the followed one is let go', async () => {
  const lender = new SignalLender()
  const { signal } = new AbortController()
  const seen = new Set<AbortSignal>()
  for (let count = 0; count < 3; count++) await lender.lend(signal, async (own) => seen.add(own))
  expect(seen.size).toBe(1)
  await lender.lend(signal, async (own) => {
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    await lender.lend(signal, async (other) => expect(other).not.toBe(own))
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  })
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})
