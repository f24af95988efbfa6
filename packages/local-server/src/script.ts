import type { Clock } from '@cos/core'
import { Fault } from './fault.js'
import type { ServerAnswer } from './server-request.js'

/** Which requests a scripted fault is for. */
export interface FaultTarget {
  /** COS's name of the operation, such as `UploadPart`. Default: any. */
  readonly operation?: string | undefined
  /** How many matching requests it is for. Default 1. */
  readonly times?: number | undefined
}

/** A bad day of the network or the service, for tests. */
export type ScriptedFault = FaultTarget &
  (
    | {
        /** Answers with this status and does nothing. */
        readonly status: number
        /** Code of the error document. */
        readonly code: string
        readonly message?: string | undefined
        /** Names in lower case. */
        readonly headers?: Readonly<Record<string, string>> | undefined
      }
    | {
        /** Cuts the connection: `before-work` changes nothing, `before-answer` does the work and loses the answer, `mid-body` cuts the answer. */
        readonly cut: 'before-work' | 'before-answer' | 'mid-body'
        /** For `mid-body`: after so many bytes of the answer's body. Default 1. */
        readonly afterBytes?: number | undefined
      }
    | {
        /** Waits so long before the work, by the server's clock. */
        readonly delayMs: number
      }
    | {
        /** Changes the answer after the work: a wrong checksum, a missing header, another body. */
        readonly change: (answer: ServerAnswer) => ServerAnswer
      }
  )

/** Faults on demand. */
export interface Script {
  /** Adds a fault. Requests meet the first added one that is for them; each request meets at most one. */
  next(fault: ScriptedFault): void
  /** Drops the faults nobody has met yet. */
  clear(): void
  /** How many requests are still to meet a fault. */
  readonly pending: number
  /** @internal Lets a request meet its fault: throws, waits, or gives the change to make to its answer. */
  interfere(operation: string, clock: Clock): Promise<((answer: ServerAnswer) => ServerAnswer) | undefined> | undefined
}

/** Thrown to cut a connection before anything was done. */
export class Cut extends Error {
  override readonly name = 'Cut'
}

/** Makes an empty script. */
export function createScript(): Script {
  const waiting: { readonly fault: ScriptedFault; left: number }[] = []
  return {
    next: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    clear: () => void waiting.splice(0),
    get pending() {
      return waiting.reduce((sum, { left }) => sum + left, 0)
    },
    interfere(operation, clock) {
      if (waiting.length === 0) return undefined
      const at = waiting.findIndex(({ fault }) => fault.operation === undefined || fault.operation === operation)
      const met = waiting[at]
      if (!met) return undefined
      met.left -= 1
      if (met.left <= 0) waiting.splice(at, 1)
      return meet(met.fault, clock)
    },
  }
}

async function meet(fault: ScriptedFault, clock: Clock): Promise<((answer: ServerAnswer) => ServerAnswer) | undefined> {
  if ('status' in fault) throw new Fault(fault.code, fault)
  if ('change' in fault) return fault.change
  if ('delayMs' in fault) {
    await clock.sleep(fault.delayMs)
    return undefined
  }
  if (fault.cut === 'before-work') throw new Cut('The connection is cut by the script.')
  const cutAfterBytes = fault.cut === 'mid-body' ? (fault.afterBytes ?? 1) : 0
  return (answer) => ({ ...answer, cutAfterBytes })
}
