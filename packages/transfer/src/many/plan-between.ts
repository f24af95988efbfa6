import { InputError } from '@cos/core'
import { openFolders } from '#folders'
import type { Comparison, FolderSide } from './compare-entries.js'
import { checkDeletion } from './deletion.js'
import { nameFilter } from './name-filter.js'
import { isFolder, placeText } from './place.js'
import type { PlanLine } from './plan-line.js'
import { planSteps } from './plan-sync.js'
import { checkBackup, detailsOf, entriesOf, nameProblemAt, type OpenPlace } from './sides.js'
import type { PlanOptions } from './sync-options.js'

const comparisons: readonly Comparison[] = ['time', 'metadata', 'checksum', 'etag', 'size']

/** Plans what brings a target to the state of a source; `everything` does not look at the target. */
export async function* planBetween(
  source: OpenPlace,
  target: OpenPlace,
  options: Omit<PlanOptions, 'source' | 'target'>,
  everything = false,
): AsyncGenerator<PlanLine, void> {
  const { signal, compare = 'time', emptyFolders = true } = options
  if (!comparisons.includes(compare)) throw new InputError(`must be one of ${comparisons.join(', ')}`, { member: 'compare' })
  const filter = await nameFilter(options)
  const { without } = checkBackup(options.backupPrefix, target)
  yield { action: 'plan', format: 1, source: placeText(source), target: placeText(target) }
  yield* planSteps({
    source: entriesOf(source, filter, options, { signal }),
    target: everything ? undefined : entriesOf(target, filter, options, { signal, without, mayBeMissing: true }),
    takes: filter.takes,
    folderSide: folderSideOf(source, target),
    comparison: compare,
    details: detailsOf(source, target, signal),
    deletion: checkDeletion(options.delete),
    emptyFolders,
    nameProblem: nameProblemAt(target),
    ignoresCase: isFolder(target) && (await openFolders().ignoresCase(target.path)),
    signal,
  })
}

function folderSideOf(source: OpenPlace, target: OpenPlace): FolderSide {
  if (isFolder(source)) return 'source'
  return isFolder(target) ? 'target' : undefined
}
