import { InputError } from '@cos/core'

/**
 * Works on tasks, so many at a time, taking each only when a worker is free. The first failure aborts the others by
 * `controller`; it is thrown once every worker has ended, so that nothing runs on behind the caller's back.
 */
export async function runPool<Task>(
  tasks: AsyncIterator<Task>,
  concurrency: number,
  controller: AbortController,
  work: (task: Task) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  const worker = async () => {
    try {
      while (failures.length === 0) {
        const step = await tasks.next()
        if (step.done || failures.length > 0) return
        await work(step.value)
      }
    } catch (error) {
      failures.push(error)
      controller.abort(error)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  if (failures.length > 0) throw failures[0]
}

/** Refuses a concurrency that is no whole number above 0. */
export function checkConcurrency(concurrency: number): number {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw new InputError('must be a whole number, 1 or more', { member: 'concurrency' })
  }
  return concurrency
}
