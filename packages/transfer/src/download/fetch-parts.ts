import { runPool } from '../control/pool.js'
import { type PartPlan, type PlannedPart, partAt } from '../plan.js'
import type { Target } from '../target/target.js'
import type { DownloadRun } from './download-run.js'
import type { FetchedPart } from './download-session.js'
import { fetchPart } from './fetch-part.js'
import type { FoundObject } from './found-object.js'
import { streamInOrder } from './stream-in-order.js'

/** The parts of a download, some of which may be there. */
export interface Fetching {
  readonly run: DownloadRun
  readonly target: Target
  readonly plan: PartPlan
  /** Where in the object the first part begins. */
  readonly first: number
  readonly object: FoundObject
  /** Parts that are in the target. */
  readonly found: readonly FetchedPart[]
}

/** Brings what is missing into the target and returns all parts, in order. */
export async function fetchParts(fetching: Fetching): Promise<FetchedPart[]> {
  const { run, target, plan, first, object, found } = fetching
  const parts = [...found]
  // The answer that is under way already brings the first part.
  let { body } = object
  const fetchOne = async (
    { partNumber, offset, sizeBytes }: PlannedPart,
    write: (chunk: Uint8Array) => void | Promise<void>,
  ): Promise<FetchedPart> => {
    const opened = partNumber === 1 ? body : undefined
    if (partNumber === 1) body = undefined
    const crc64 = await fetchPart(run, {
      first: first + offset,
      sizeBytes,
      object,
      body: opened,
      write,
      onMoved: (bytes) => run.meter.moved(partNumber, bytes),
    })
    return { partNumber, sizeBytes, crc64 }
  }
  const done = (part: FetchedPart) => {
    parts.push(part)
    run.meter.confirmed(part.partNumber, part.sizeBytes)
    run.emit({ type: 'part', partNumber: part.partNumber, sizeBytes: part.sizeBytes })
  }
  try {
    if (target.takesParts || plan.partCount <= 1) {
      const isThere = new Set(found.map(({ partNumber }) => partNumber))
      await runPool(missing(plan, isThere), run, async (planned) => {
        const writer = target.writer(planned.offset)
        const part = await fetchOne(
          planned,
          target.takesParts ? (chunk) => writer.write(chunk) : gated(run, (chunk) => writer.write(chunk)),
        )
        await writer.flush()
        target.session?.note(part, () => target.sync?.() ?? Promise.resolve())
        done(part)
      })
    } else {
      const writer = target.writer(0)
      const ahead = Math.max(1, Math.min(run.concurrency, Math.floor(run.readAheadBytes / plan.partSizeBytes)))
      await streamInOrder(
        plan,
        ahead,
        async (index, memory) => {
          await run.pass()
          const slot = await run.share?.acquire(run.signal)
          let filled = 0
          try {
            const part = await fetchOne(partAt(plan, index), (chunk) => {
              memory.set(chunk, filled)
              filled += chunk.byteLength
            })
            done(part)
            return memory.subarray(0, filled)
          } finally {
            slot?.release()
          }
        },
        async (bytes) => writer.write(bytes),
        (error) => run.controller.abort(error),
      )
    }
  } finally {
    await body?.cancel()
  }
  return parts.sort((left, right) => left.partNumber - right.partNumber)
}

async function* missing(plan: PartPlan, isThere: ReadonlySet<number>): AsyncGenerator<PlannedPart, void> {
  for (let index = 0; index < plan.partCount; index++) if (!isThere.has(index + 1)) yield partAt(plan, index)
}

/** A stream that comes in one answer is paused between its chunks. */
function gated(run: DownloadRun, write: (chunk: Uint8Array) => void | Promise<void>): (chunk: Uint8Array) => void | Promise<void> {
  return (chunk) => {
    const wait = run.pass()
    return wait ? wait.then(() => write(chunk)) : write(chunk)
  }
}
