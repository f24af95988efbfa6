import { abortable, InputError, systemClock, TransportError } from '@cos/core'
import type { Control } from './control.js'
import type { ControlOptions } from './control-options.js'
import { EventQueue } from './event-queue.js'
import { checkConcurrency } from './pool.js'
import { type Progress, ProgressMeter } from './progress.js'
import type { Transfer, TransferEvent, TransferState } from './transfer.js'

/** Starts a transfer and gives its handle. The work begins in this turn of the event loop. */
export function startTransfer<Output>(options: ControlOptions, work: (control: Control) => Promise<Output>): Transfer<Output> {
  return new RunningTransfer(options, work)
}

class RunningTransfer<Output> implements Transfer<Output> {
  readonly [Symbol.toStringTag] = 'Transfer'
  readonly #controller = new AbortController()
  readonly #meter: ProgressMeter
  readonly #outcome: Promise<Output>
  readonly #listeners = new Set<EventQueue>()
  #state: TransferState = 'running'
  #gate: { readonly open: Promise<void>; release(): void } | undefined

  constructor(options: ControlOptions, work: (control: Control) => Promise<Output>) {
    const { clock = systemClock, onProgress } = options
    this.#meter = new ProgressMeter(clock, (progress) => this.#tell(progress, onProgress))
    this.#meter.isHeard = onProgress !== undefined
    this.#outcome = this.#run(options, work)
  }

  async #run(options: ControlOptions, work: (control: Control) => Promise<Output>): Promise<Output> {
    const { signal: given, deadlineMs, limits, clock = systemClock } = options
    let timer: ReturnType<typeof setTimeout> | undefined
    let share: Control['share']
    try {
      given?.throwIfAborted()
      if (deadlineMs !== undefined) {
        if (!(deadlineMs > 0)) throw new InputError('must be above 0', { member: 'deadlineMs' })
        const error = new TransportError(`DeadlineExceeded after ${deadlineMs} ms.`, { code: 'DeadlineExceeded' })
        timer = setTimeout(() => this.#controller.abort(error), deadlineMs)
      }
      const own = this.#controller.signal
      const signal = given ? AbortSignal.any([given, own]) : own
      share = limits?.share()
      const output = await work({
        signal,
        concurrency: checkConcurrency(options.concurrency ?? 5),
        partDeadlineMs: options.partDeadlineMs,
        clock,
        meter: this.#meter,
        share,
        pass: () => this.#gate && abortable(this.#gate.open, signal),
        emit: (event) => this.#emit(event),
      })
      this.#state = 'completed'
      return output
    } catch (error) {
      this.#state = 'failed'
      throw error
    } finally {
      clearTimeout(timer)
      share?.leave()
      for (const queue of this.#listeners) queue.end()
    }
  }

  get state(): TransferState {
    return this.#state
  }

  get progress(): Progress {
    return this.#meter.progress
  }

  pause(): void {
    if (this.#state !== 'running') return
    this.#state = 'paused'
    let release = () => {}
    const open = new Promise<void>((resolve) => {
      release = resolve
    })
    this.#gate = { open, release }
    this.#emit({ type: 'paused' })
  }

  resume(): void {
    if (this.#state !== 'paused') return
    this.#state = 'running'
    this.#gate?.release()
    this.#gate = undefined
    this.#emit({ type: 'continued' })
  }

  abort(reason?: unknown): void {
    this.#controller.abort(reason)
  }

  async *events(): AsyncGenerator<TransferEvent, void> {
    if (this.#state === 'completed' || this.#state === 'failed') return
    const queue = new EventQueue()
    this.#listeners.add(queue)
    this.#meter.isHeard = true
    try {
      yield* queue.take()
    } finally {
      this.#listeners.delete(queue)
    }
  }

  // biome-ignore lint/suspicious/noThenProperty: a transfer is a promise of its output
  then<Result = Output, Failure = never>(
    fulfilled?: ((value: Output) => Result | PromiseLike<Result>) | null,
    rejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    return this.#outcome.then(fulfilled, rejected)
  }

  catch<Result = never>(rejected?: ((reason: unknown) => Result | PromiseLike<Result>) | null): Promise<Output | Result> {
    return this.#outcome.catch(rejected)
  }

  finally(done?: (() => void) | null): Promise<Output> {
    return this.#outcome.finally(done)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'running' || this.#state === 'paused') this.abort()
    await this.#outcome.catch(() => {})
  }

  #emit(event: TransferEvent): void {
    for (const queue of this.#listeners) queue.add(event)
  }

  #tell(progress: Progress, onProgress: ControlOptions['onProgress']): void {
    this.#emit({ type: 'progress', progress })
    try {
      onProgress?.(progress)
    } catch (error) {
      // Thrown from here it would look like a fault of the body that is being read.
      this.#controller.abort(error)
    }
  }
}
