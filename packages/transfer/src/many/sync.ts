import { InputError } from '@cos/core'
import { openFolders } from '#folders'
import type { CommandSender } from '../control/command-sender.js'
import type { Transfer } from '../control/transfer.js'
import type { ManyOutput } from './many-options.js'
import { moveAcross } from './move-across.js'
import { moveDown } from './move-down.js'
import { moveUp } from './move-up.js'
import type { MoverOptions } from './mover-options.js'
import { checkPlace, isFolder, type Place, placeText } from './place.js'
import { planBetween } from './plan-between.js'
import { type PlanLine, parsePlan } from './plan-line.js'
import type { Mover } from './run-steps.js'
import { checkApart, checkBackup, type OpenPlace, openPlace } from './sides.js'
import { moverOptions, startMany } from './start-many.js'
import type { PlanOptions, RunPlanOptions, SyncOptions } from './sync-options.js'

/**
 * Brings a target to the state of a source: a folder to COS, COS to a folder (Node), or one prefix to another. Both sides
 * are read once, in order, and compared as they come, so memory does not grow with their number; what is the same is left
 * alone. Sends GET Bucket, and of what differs PUT, GET or COPY Object; HEAD Object where `compare` needs it; DELETE
 * Multiple Objects with `delete`.
 *
 * One bad file does not stop the others: look at `failureCount`. Throws `InputError` for bad options and for a folder that
 * is not there; what `client.send` throws when a listing fails; `CosError` with the code `TooManyDeletions`; the signal's
 * own reason.
 */
export function sync(client: CommandSender, options: SyncOptions): Transfer<ManyOutput> {
  return startMany(options, (control) => {
    const [source, target] = openBoth(client, options, control.share)
    const { backupPrefix } = checkBackup(options.backupPrefix, target)
    return {
      lines: planBetween(source, target, { ...options, signal: control.signal }),
      mover: moverBetween(source, target, moverOptions(options, control, { backupPrefix })),
    }
  })
}

/**
 * Tells what {@link sync} would do, and does nothing: a line to begin with, the steps, and a line with sums. Print the
 * lines, or write each with `JSON.stringify` and carry them out later with {@link runPlan}. What differs is known to the
 * point of time it was looked at.
 */
export async function* planSync(client: CommandSender, options: PlanOptions): AsyncGenerator<PlanLine, void> {
  const [source, target] = openBoth(client, options, undefined)
  yield* planBetween(source, target, options)
}

/**
 * Carries out a plan of {@link planSync}, or what a manifest says is left: an async iterable of lines, as objects or as
 * text, or the path of a file with them (Node). What changed at the source or the target since the plan was made is not
 * touched, and fails with the code `ChangedSincePlanned` or `PreconditionFailed`. Names are checked anew.
 *
 * Throws `InputError` for what is no plan, or one for other places.
 */
export function runPlan(
  client: CommandSender,
  plan: string | AsyncIterable<string> | AsyncIterable<PlanLine>,
  options: RunPlanOptions,
): Transfer<ManyOutput> {
  return startMany(options, (control) => {
    const [source, target] = openBoth(client, options, control.share)
    const { backupPrefix } = checkBackup(options.backupPrefix, target)
    return {
      lines: linesFor(plan, source, target),
      mover: moverBetween(source, target, moverOptions(options, control, { isLater: true, backupPrefix })),
    }
  })
}

async function* linesFor(plan: Parameters<typeof runPlan>[1], source: OpenPlace, target: OpenPlace): AsyncGenerator<PlanLine, void> {
  for await (const line of parsePlan(textOf(plan))) {
    if (line.action === 'plan' && (line.source !== placeText(source) || line.target !== placeText(target))) {
      throw new InputError(`is for ${line.source} and ${line.target}`, { member: 'plan' })
    }
    yield line
  }
}

async function* textOf(plan: Parameters<typeof runPlan>[1]): AsyncGenerator<string, void> {
  const lines = typeof plan === 'string' ? openFolders().lines(plan) : plan
  for await (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line)
}

function openBoth(
  client: CommandSender,
  options: { readonly source: Place; readonly target: Place },
  share: MoverOptions['share'],
): [OpenPlace, OpenPlace] {
  const source = openPlace(checkPlace(options.source, 'source'), client, share)
  const target = openPlace(checkPlace(options.target, 'target'), client, share)
  if (isFolder(source) && isFolder(target))
    throw new InputError('is a folder, as is the source: one of them must be in COS', { member: 'target' })
  if (!isFolder(source) && !isFolder(target)) checkApart(source, target)
  return [source, target]
}

function moverBetween(source: OpenPlace, target: OpenPlace, options: MoverOptions): Mover {
  if (isFolder(target)) {
    if (isFolder(source)) throw new InputError('must be in COS', { member: 'target' })
    return moveDown(source, target, options)
  }
  return isFolder(source) ? moveUp(source, target, options) : moveAcross(source, target, options)
}
