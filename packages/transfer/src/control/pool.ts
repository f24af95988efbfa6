import { InputError } from '@cos/core'
import type { Control } from './control.js'

/** One run of a transfer's work: ended by its own failure, or by what ends the transfer. */
export interface PoolRun extends Control {
  /** Ends this run; `signal` follows it. */
  readonly controller: AbortController
  /** Ends the transfer; the failure of a run does not abort it. */
  readonly ended: AbortSignal
}

/** Makes a run that its own failure ends, without ending the transfer, which may try again. */
export function startRun(control: Control): PoolRun {
  const controller = new AbortController()
  return { ...control, controller, ended: control.signal, signal: AbortSignal.any([control.signal, controller.signal]) }
}

/**
 * Works on tasks, so many at a time, taking each only when a worker is free and the transfer is not paused. The first
 * failure aborts the others; it is thrown once every worker has ended, so that nothing runs on behind the caller's back.
 */
export async function runPool<Task extends { readonly sizeBytes: number }>(
  tasks: AsyncIterator<Task>,
  run: PoolRun,
  work: (task: Task) => Promise<void>,
): Promise<void> {
  const { share, controller } = run
  const failures: unknown[] = []
  const worker = async () => {
    try {
      while (failures.length === 0) {
        await run.pass()
        const step = await tasks.next()
        if (step.done || failures.length > 0) return
        const task = step.value
        await (share ? share.during(run, task.sizeBytes, () => work(task)) : work(task))
      }
    } catch (error) {
      failures.push(error)
      controller.abort(error)
    }
  }
  const workers = [worker()]
  while (workers.length < run.concurrency && failures.length === 0) {
    // A turn apart: the first steps of all, in code that is still slow, would hold the thread together.
    await new Promise((resolve) => setTimeout(resolve))
    workers.push(worker())
  }
  await Promise.all(workers)
  if (failures.length > 0) throw failures[0]
}

/** Refuses a concurrency that is no whole number above 0. */
export function checkConcurrency(concurrency: number): number {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw new InputError('must be a whole number, 1 or more', { member: 'concurrency' })
  }
  return concurrency
}
