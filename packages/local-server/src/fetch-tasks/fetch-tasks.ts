import { randomBytes } from 'node:crypto'
import { Fault } from '../fault.js'

/** How far a task is. */
export interface FetchTaskState {
  readonly status: 'TASK_WAITING' | 'TASK_RUNNING' | 'TASK_SUCCEED' | 'TASK_FAILED'
  /** 0 to 100. */
  readonly percent: number
  /** Why it failed. */
  readonly code?: string | undefined
  readonly message?: string | undefined
}

/** What a task is given while it runs. */
export interface RunningTask {
  readonly taskId: string
  /** Ends with the server, or at the task's deadline. */
  readonly signal: AbortSignal
  /** Tells how much is done, 0 to 100. */
  readonly tell: (percent: number) => void
}

/** A task to be run. */
export interface FetchWork {
  readonly bucket: string
  /** Fails with a `Fault` that says why. */
  readonly run: (task: RunningTask) => Promise<void>
  /** Learns of the end; what this fails with changes nothing. */
  readonly ended: (task: RunningTask, state: FetchTaskState) => Promise<void>
}

/** The tasks of a server that fetch objects from elsewhere. */
export interface FetchTasks {
  /** Takes a task on and returns its id; refuses with `SlowDown` when too many wait. */
  readonly add: (work: FetchWork) => string
  readonly get: (bucket: string, taskId: string) => FetchTaskState | undefined
  /** Waits until no task is left to run. */
  readonly settled: () => Promise<void>
  /** Ends all tasks. */
  readonly close: () => Promise<void>
}

const atOnce = 4
const greatestCount = 1000
const deadlineMs = 600_000

interface Entry {
  readonly work: FetchWork
  state: FetchTaskState
}

/** Prepares the running of tasks: some at a time, each with a deadline, so many remembered. Faults of this server go to `onError`. */
export function createFetchTasks({ onError }: { readonly onError: (error: unknown) => void }): FetchTasks {
  const closing = new AbortController()
  const entries = new Map<string, Entry>()
  const waiting: string[] = []
  const running = new Set<Promise<void>>()

  function startNext(): void {
    const taskId = running.size < atOnce && !closing.signal.aborted ? waiting.shift() : undefined
    if (taskId === undefined) return
    const work = perform(taskId, entries.get(taskId)!).catch(onError)
    running.add(work)
    void work.then(() => {
      running.delete(work)
      startNext()
    })
  }

  async function perform(taskId: string, entry: Entry): Promise<void> {
    const deadline = AbortSignal.timeout(deadlineMs)
    const signal = AbortSignal.any([closing.signal, deadline])
    const tell = (percent: number) => {
      entry.state = { status: 'TASK_RUNNING', percent }
    }
    const task: RunningTask = { taskId, signal, tell }
    tell(0)
    try {
      await entry.work.run(task)
      entry.state = { status: 'TASK_SUCCEED', percent: 100 }
    } catch (error) {
      const { code, message } = deadline.aborted ? new Fault('RequestTimeout', { message: 'The task took too long.' }) : faultOf(error)
      entry.state = { status: 'TASK_FAILED', percent: entry.state.percent, code, message }
    }
    await entry.work.ended(task, entry.state)
  }

  function faultOf(error: unknown): Fault {
    if (error instanceof Fault) return error
    if (!closing.signal.aborted) onError(error)
    return new Fault('InternalError')
  }

  function makeRoom(): void {
    if (entries.size < greatestCount) return
    for (const [taskId, { state }] of entries) {
      if (state.status === 'TASK_SUCCEED' || state.status === 'TASK_FAILED') {
        entries.delete(taskId)
        return
      }
    }
    throw new Fault('SlowDown')
  }

  return {
    add(work) {
      makeRoom()
      // Ids are base64 that can end in `=`, as those of COS.
      const taskId = `${randomBytes(16).toString('base64url')}==`
      entries.set(taskId, { work, state: { status: 'TASK_WAITING', percent: 0 } })
      waiting.push(taskId)
      startNext()
      return taskId
    },
    get(bucket, taskId) {
      const entry = entries.get(taskId)
      return entry?.work.bucket === bucket ? entry.state : undefined
    },
    async settled() {
      while (running.size > 0) await Promise.all(running)
    },
    async close() {
      closing.abort()
      await Promise.all(running)
    },
  }
}
