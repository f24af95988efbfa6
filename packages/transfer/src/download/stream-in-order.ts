import type { PartPlan } from '../plan.js'

/**
 * Fetches parts ahead of their turn and writes them in order: so many at once, each in memory of its own that is used again.
 * The first failure ends everything; it is thrown once nothing runs any more.
 */
export async function streamInOrder(
  plan: PartPlan,
  ahead: number,
  fetch: (index: number, memory: Uint8Array) => Promise<Uint8Array>,
  write: (bytes: Uint8Array) => Promise<void>,
  stop: (error: unknown) => void,
): Promise<void> {
  const free: Uint8Array[] = []
  const running: Promise<Uint8Array>[] = []
  let next = 0
  const begin = () => {
    const memory = free.pop() ?? new Uint8Array(plan.partSizeBytes)
    const fetching = fetch(next++, memory)
    // Its turn to be waited for may come late; until then the failure must not count as unhandled, and end the others.
    fetching.catch(stop)
    running.push(fetching)
  }
  try {
    for (let written = 0; written < plan.partCount; written++) {
      while (running.length < ahead && next < plan.partCount) begin()
      const bytes = await running[0]!
      running.shift()
      await write(bytes)
      free.push(new Uint8Array(bytes.buffer))
    }
  } catch (error) {
    stop(error)
    await Promise.allSettled(running)
    throw error
  }
}
