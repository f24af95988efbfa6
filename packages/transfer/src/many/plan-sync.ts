import { CosError } from '@cos/core'
import { CaseGuard } from './case-guard.js'
import { type Comparison, type Details, differenceOf, type FolderSide } from './compare-entries.js'
import { type CheckedDeletion, refuseManyDeletions } from './deletion.js'
import type { Entry, EntryStream } from './entry.js'
import { Merge } from './merge.js'
import type { DeleteStep, PlanEnd, PlanStep, PutReason, PutStep, RefuseStep, SkipStep } from './plan-line.js'

/** What is compared, and by which rules. */
export interface PlanRun {
  /** Each call reads a side anew. */
  readonly source: () => EntryStream
  /** Without one everything is written. */
  readonly target: (() => EntryStream) | undefined
  readonly takes: (name: string) => boolean
  readonly folderSide: FolderSide
  readonly comparison: Comparison
  readonly details: Details
  readonly deletion: CheckedDeletion | undefined
  readonly emptyFolders: boolean
  /** Why the target cannot have such a name. */
  readonly nameProblem: (name: string) => string | undefined
  /** Whether the target takes `a` and `A` for one. */
  readonly ignoresCase: boolean
  readonly signal: AbortSignal | undefined
}

/** How many comparisons that ask something are under way at once. */
const comparisonsAtOnce = 32

/**
 * Compares two sides in one merge and tells what to do, in the order of names; it holds a page of each. What is only at the
 * target is counted first, and found again in a second merge once all else has been planned: so nothing is deleted when
 * either side could not be read to its end, when too much would be, or when something has come to the source meanwhile.
 */
export async function* planSteps(run: PlanRun): AsyncGenerator<PlanStep | PlanEnd, void> {
  const counts = { putCount: 0, putBytes: 0, deleteCount: 0, refusedCount: 0, skippedCount: 0, unchangedCount: 0 }
  const guard = run.ignoresCase ? new CaseGuard() : undefined
  let targetCount = 0
  let surplusCount = 0
  let isComplete = true
  const pending: (PlanStep | undefined | Promise<PlanStep | undefined>)[] = []
  const count = (step: PlanStep | undefined): step is PlanStep => {
    if (!step) counts.unchangedCount++
    else if (step.action === 'put') {
      counts.putCount++
      counts.putBytes += step.sizeBytes
    } else if (step.action === 'refuse') counts.refusedCount++
    else if (step.action === 'skip') counts.skippedCount++
    return step !== undefined
  }
  const look = (source: Entry | undefined, target: Entry | undefined): void => {
    if (target) targetCount++
    // What is in a folder that cannot be read, or behind a link that leads nowhere, is not known.
    if (source?.kind === 'unreadable' || target?.kind === 'unreadable') isComplete = false
    if (!source) {
      if (target && isSurplus(target)) surplusCount++
      return
    }
    const step = stepFor(run, guard, source, target)
    if (step === undefined) {
      if (!isImplied(source)) counts.unchangedCount++
      return
    }
    // Whoever stops listening is not told how the rest ended.
    if (step instanceof Promise) step.catch(() => {})
    pending.push(step)
  }
  const merge = mergeOf(run)
  try {
    await merge.begin()
    while (merge.source || merge.target) {
      look(merge.source, merge.target)
      while (pending.length >= comparisonsAtOnce || (pending.length > 0 && !(pending[0] instanceof Promise))) {
        const done = await pending.shift()
        if (count(done)) yield done
      }
      const more = merge.advance()
      if (more) await more
    }
  } finally {
    await merge.close()
  }
  for (const rest of pending) {
    const done = await rest
    if (count(done)) yield done
  }
  if (run.deletion && surplusCount > 0) {
    if (isComplete) {
      refuseManyDeletions(run.deletion, surplusCount, targetCount)
      for await (const step of deletions(run, run.deletion, targetCount)) {
        if (step.action === 'delete') counts.deleteCount++
        else counts.skippedCount++
        yield step
      }
    } else {
      counts.skippedCount += surplusCount
      yield { action: 'skip', name: '/', problem: 'nothing is deleted, because something could not be read' }
    }
  }
  yield { action: 'end', ...counts }
}

/** What is at the target alone. */
async function* deletions(run: PlanRun, limits: CheckedDeletion, targetCount: number): AsyncGenerator<DeleteStep | SkipStep, void> {
  let deleteCount = 0
  const merge = mergeOf(run)
  try {
    for (await merge.begin(); merge.source || merge.target; await merge.advance()) {
      const { source, target } = merge
      if (source?.kind === 'unreadable' || target?.kind === 'unreadable') {
        throw new CosError(`"${(source ?? target)?.name}" cannot be read any more; nothing behind it is deleted.`, {
          code: 'IncompleteListing',
        })
      }
      if (source || !target || !isSurplus(target)) continue
      const { name, kind, sizeBytes, modifiedMs, etag } = target
      if (kind === 'other') {
        yield { action: 'skip', name, problem: 'what is neither file, folder nor link is not deleted' }
        continue
      }
      // Much may have left the source since it was counted.
      refuseManyDeletions(limits, ++deleteCount, targetCount)
      yield { action: 'delete', name, kind: kind as DeleteStep['kind'], sizeBytes, modifiedMs, etag }
    }
  } finally {
    await merge.close()
  }
}

function mergeOf(run: PlanRun): Merge {
  return new Merge(run.source(), run.target?.(), run.takes, run.signal)
}

/** Folders on a disk that have something in them need not be named: what is in them names them. */
function isImplied({ kind, isEmpty }: Entry): boolean {
  return kind === 'folder' && isEmpty === false
}

function isSurplus(target: Entry): boolean {
  return !isImplied(target)
}

function stepFor(
  run: PlanRun,
  guard: CaseGuard | undefined,
  source: Entry,
  target: Entry | undefined,
): PlanStep | undefined | Promise<PlanStep | undefined> {
  const { name, kind } = source
  if (kind === 'unreadable') return refusal(name, 'Unreadable', source.problem ?? 'it cannot be read')
  if (kind === 'other') return { action: 'skip', name, problem: source.problem ?? 'it is neither file, folder nor link' }
  if (isImplied(source)) return undefined
  const problem = run.nameProblem(name)
  if (problem !== undefined) return refusal(name, 'UnsafeName', problem)
  if (run.folderSide === 'target' && kind === 'file' && name.endsWith('/')) {
    return refusal(name, 'UnsafeName', 'it ends in a slash, and has content')
  }
  const other = guard?.collision(name)
  if (other !== undefined) return refusal(name, 'CaseCollision', `the target takes it and "${other}" for one name`)
  if (kind === 'folder' && !run.emptyFolders) return target ? undefined : { action: 'skip', name, problem: 'empty folders are left out' }
  if (!target) return putOf(source, run.target ? 'new' : 'always')
  if (target.kind === 'unreadable' || target.kind === 'other') {
    return refusal(name, 'Unreadable', target.problem ?? 'something that is no file is at the target')
  }
  const difference = differenceOf(source, target, run.comparison, run.folderSide, run.details)
  if (difference instanceof Promise) {
    return difference.then(
      (reason) => reason && putOf(source, reason),
      (error: unknown) => {
        run.signal?.throwIfAborted()
        return refusal(name, 'Unreadable', `it could not be compared: ${error instanceof Error ? error.message : String(error)}`)
      },
    )
  }
  return difference && putOf(source, difference)
}

function putOf({ name, kind, sizeBytes, modifiedMs, etag, linkTarget }: Entry, reason: PutReason): PutStep {
  const isThere = reason !== 'new' && reason !== 'always'
  return { action: 'put', name, kind: kind as PutStep['kind'], sizeBytes, modifiedMs, etag, linkTarget, reason, isThere }
}

function refusal(name: string, code: RefuseStep['code'], problem: string): RefuseStep {
  return { action: 'refuse', name, code, problem }
}
