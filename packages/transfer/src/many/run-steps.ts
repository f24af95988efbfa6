import { CosError, InputError, isCosError } from '@cos/core'
import { openFolders } from '#folders'
import type { Control } from '../control/control.js'
import { type PoolRun, runPool, startRun } from '../control/pool.js'
import type { ManyOptions, ManyOutput, WrittenEntry } from './many-options.js'
import type { DeleteStep, FailedStep, PlanLine, PlanStep, PutStep } from './plan-line.js'

/** Does the steps of a plan, one way between two places. */
export interface Mover {
  /** Writes one thing; `onMoved` hears how many of its bytes have moved. */
  put(step: PutStep, run: PoolRun, onMoved: (bytes: number) => void): Promise<WrittenEntry | undefined>
  /** Deletes some, and gives the error of each that is still there. */
  remove(steps: readonly DeleteStep[], run: PoolRun): Promise<ReadonlyMap<DeleteStep, unknown>>
  /** Most that `remove` takes at once. */
  readonly removeCount: number
}

/** What workers take: one thing to write, some to delete, or one that was decided already. */
type Task = { readonly sizeBytes: number } & (
  | { readonly put: PutStep }
  | { readonly remove: readonly DeleteStep[] }
  | { readonly decided: PlanStep }
)

/** Failures kept in the output, and errors kept in memory. */
const mostFailures = 1000

/**
 * Does what a plan says, some steps at a time. Deletions begin when everything before them has ended. A step that fails is
 * noted and does not stop the others, unless that was asked for.
 */
export async function runSteps(
  control: Control,
  lines: AsyncGenerator<PlanLine, void>,
  mover: Mover,
  { stopOnError, manifest, onStep }: ManyOptions,
): Promise<ManyOutput> {
  const run = startRun({ ...control, share: undefined })
  const output = { writtenCount: 0, writtenBytes: 0, deletedCount: 0, unchangedCount: 0, skippedCount: 0, failureCount: 0 }
  const failures: FailedStep[] = []
  const file = manifest === undefined ? undefined : openFolders().lineFile(manifest)
  let header: string | undefined
  let nextId = 0
  run.meter.begin(undefined, undefined)

  const failed = async (step: PlanStep, error: unknown): Promise<void> => {
    if (run.signal.aborted) throw run.signal.reason
    const failure = { ...step, error: describe(error) }
    if (output.failureCount++ === 0 && header !== undefined) await file?.add(header)
    if (failures.length < mostFailures) failures.push(failure)
    await file?.add(JSON.stringify(failure))
    await onStep?.(step, error, undefined)
    if (stopOnError) throw error
  }
  const put = async (step: PutStep): Promise<void> => {
    const id = nextId++
    let written: WrittenEntry | undefined
    try {
      written = await mover.put(step, run, (bytes) => run.meter.moved(id, bytes))
    } catch (error) {
      run.meter.moved(id, 0)
      return failed(step, error)
    }
    run.meter.confirmed(id, step.sizeBytes)
    output.writtenCount++
    output.writtenBytes += step.sizeBytes
    await onStep?.(step, undefined, written)
  }
  const remove = async (steps: readonly DeleteStep[]): Promise<void> => {
    const errors = await mover.remove(steps, run).catch((error: unknown) => new Map(steps.map((step) => [step, error])))
    for (const step of steps) {
      if (errors.has(step)) await failed(step, errors.get(step))
      else {
        output.deletedCount++
        await onStep?.(step, undefined, undefined)
      }
    }
  }
  const work = async (task: Task): Promise<void> => {
    if ('put' in task) return put(task.put)
    if ('remove' in task) return remove(task.remove)
    const { decided } = task
    if (decided.action === 'refuse') return failed(decided, new CosError(`"${decided.name}": ${decided.problem}.`, { code: decided.code }))
    output.skippedCount++
    await onStep?.(decided, undefined, undefined)
  }

  const steps = new StepReader(lines, mover.removeCount, (line) => {
    if (line.action === 'plan') header = JSON.stringify(line)
    else output.unchangedCount = line.unchangedCount
  })
  try {
    await runPool(steps.untilDeletions(), run, work)
    await runPool(steps.rest(), run, work)
    run.signal.throwIfAborted()
  } finally {
    await lines.return()
    await file?.close()
  }
  return { ...output, failures }
}

type NoteLine = (line: Extract<PlanLine, { action: 'plan' | 'end' }>) => void

/** Makes tasks of the lines of a plan. */
class StepReader {
  readonly #lines: AsyncGenerator<PlanLine, void>
  readonly #removeCount: number
  readonly #note: NoteLine
  #deletion: DeleteStep | undefined

  constructor(lines: AsyncGenerator<PlanLine, void>, removeCount: number, note: NoteLine) {
    this.#lines = lines
    this.#removeCount = removeCount
    this.#note = note
  }

  /** Ends before the first deletion. */
  async *untilDeletions(): AsyncGenerator<Task, void> {
    for (let step = await this.#next(); step; step = await this.#next()) {
      if (step.action === 'delete') {
        this.#deletion = step
        return
      }
      yield taskOf(step)
    }
  }

  async *rest(): AsyncGenerator<Task, void> {
    if (!this.#deletion) return
    let batch: DeleteStep[] = [this.#deletion]
    for (let step = await this.#next(); step; step = await this.#next()) {
      if (step.action === 'put') throw new InputError('writes after it deletes', { member: 'plan' })
      if (step.action !== 'delete') {
        yield taskOf(step)
        continue
      }
      if (batch.length === this.#removeCount) {
        yield { remove: batch, sizeBytes: 0 }
        batch = []
      }
      batch.push(step)
    }
    yield { remove: batch, sizeBytes: 0 }
  }

  /** The next step; lines that are none are noted. Done, not returned: a plan is read on after the first phase. */
  async #next(): Promise<PlanStep | undefined> {
    for (;;) {
      const { done, value } = await this.#lines.next()
      if (done) return undefined
      if (value.action !== 'plan' && value.action !== 'end') return value
      this.#note(value)
    }
  }
}

function taskOf(step: Exclude<PlanStep, DeleteStep>): Task {
  return step.action === 'put' ? { put: step, sizeBytes: step.sizeBytes } : { decided: step, sizeBytes: 0 }
}

function describe(error: unknown): FailedStep['error'] {
  const message = error instanceof Error ? error.message : String(error)
  const code = isCosError(error) ? error.code : ((error as { code?: unknown } | undefined)?.code ?? 'Error')
  return { code: String(code), message }
}
