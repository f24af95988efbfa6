import { InputError } from '@cos/core'

/** Why something is to be written. */
export type PutReason = 'new' | 'kind' | 'size' | 'time' | 'checksum' | 'etag' | 'always'

/** Writes a file, a folder or a link to the target. */
export interface PutStep {
  readonly action: 'put'
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link'
  readonly sizeBytes: number
  /** The source, as it was when the plan was made. */
  readonly modifiedMs?: number | undefined
  readonly etag?: string | undefined
  readonly linkTarget?: string | undefined
  readonly reason: PutReason
  /** True when something of that name is at the target, and would be replaced. */
  readonly isThere?: boolean | undefined
}

/** Deletes from the target what is not at the source. */
export interface DeleteStep {
  readonly action: 'delete'
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link'
  readonly sizeBytes: number
  /** The target, as it was when the plan was made. */
  readonly modifiedMs?: number | undefined
  readonly etag?: string | undefined
}

/** Something that is left as it is, and why: it counts as a failure. */
export interface RefuseStep {
  readonly action: 'refuse'
  readonly name: string
  readonly code: 'UnsafeName' | 'CaseCollision' | 'Unreadable'
  readonly problem: string
}

/** Something that takes no part by the rules that were asked for. */
export interface SkipStep {
  readonly action: 'skip'
  readonly name: string
  readonly problem: string
}

/** One thing to do. */
export type PlanStep = PutStep | DeleteStep | RefuseStep | SkipStep

/** The first line of a plan. */
export interface PlanHeader {
  readonly action: 'plan'
  readonly format: 1
  /** Both as people read them. */
  readonly source: string
  readonly target: string
}

/** The last line of a plan: a plan without one was cut. */
export interface PlanEnd {
  readonly action: 'end'
  readonly putCount: number
  readonly putBytes: number
  readonly deleteCount: number
  readonly refusedCount: number
  readonly skippedCount: number
  /** Things that are the same at both sides. */
  readonly unchangedCount: number
}

/** A line of a plan. `JSON.stringify` writes it; {@link parsePlan} reads it. */
export type PlanLine = PlanHeader | PlanStep | PlanEnd

/** A step that failed, as it stands in a manifest: which is a plan of what is still to be done. */
export type FailedStep = PlanStep & { readonly error: { readonly code: string; readonly message: string } }

/**
 * Reads the lines of a plan or a manifest, as JSON lines.
 *
 * @throws InputError for a line that is none of a plan.
 */
export async function* parsePlan(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<PlanLine, void> {
  let number = 0
  for await (const text of lines) {
    number++
    if (text === '') continue
    const line = parse(text)
    if (line === undefined || (number === 1) !== (line.action === 'plan')) {
      throw new InputError(`is not a plan: look at line ${number}`, { member: 'plan' })
    }
    yield line
  }
}

function parse(text: string): PlanLine | undefined {
  try {
    const line = JSON.parse(text) as PlanLine
    return isLine(line) ? line : undefined
  } catch {
    return undefined
  }
}

function isLine(line: PlanLine): boolean {
  if (line.action === 'plan') return line.format === 1 && typeof line.source === 'string' && typeof line.target === 'string'
  if (line.action === 'end') return typeof line.putCount === 'number'
  if (typeof line.name !== 'string' || line.name === '') return false
  if (line.action === 'refuse' || line.action === 'skip') return typeof line.problem === 'string'
  return (line.action === 'put' || line.action === 'delete') && typeof line.sizeBytes === 'number' && isKind(line.kind)
}

function isKind(kind: string): boolean {
  return kind === 'file' || kind === 'folder' || kind === 'link'
}
