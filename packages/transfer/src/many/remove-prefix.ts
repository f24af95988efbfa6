import { InputError } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { Transfer } from '../control/transfer.js'
import { listEntries } from './list-entries.js'
import type { FilteredOptions, ManyOutput } from './many-options.js'
import type { OpenPrefix } from './mover-options.js'
import { type NameTest, nameFilter } from './name-filter.js'
import { placeText } from './place.js'
import type { DeleteStep, PlanLine } from './plan-line.js'
import { objectRemover } from './remove-objects.js'
import { openPrefix } from './sides.js'
import { startMany } from './start-many.js'

/** What {@link removePrefix} is to delete, and how. */
export interface RemovePrefixOptions extends FilteredOptions {
  /** Full name of the bucket. */
  readonly bucket: string
  /**
   * Every object whose key begins with exactly this is deleted: `logs` takes `logs2/a` too, `logs/` does not. An empty text
   * means everything, and has to be written.
   */
  readonly prefix: string
}

/**
 * Deletes everything whose key begins with a prefix, a page of keys at a time: GET Bucket, DELETE Multiple Objects. Globs
 * look at the key behind the prefix. In a bucket with versions the objects get delete markers.
 *
 * One object that cannot be deleted does not stop the others: look at `failureCount`. Throws what `client.send` throws when
 * the listing fails; the signal's own reason.
 */
export function removePrefix(client: CommandSender, options: RemovePrefixOptions): Transfer<ManyOutput> {
  return startMany({ ...options, concurrency: options.concurrency ?? 4 }, async (control) => {
    const { bucket, prefix } = options
    if (typeof prefix !== 'string') throw new InputError('must be text; an empty one means the whole bucket', { member: 'prefix' })
    const place = openPrefix({ bucket, prefix }, client, control.share)
    return {
      lines: removals(place, await nameFilter(options), control.signal),
      mover: {
        ...objectRemover(place),
        put: () => Promise.reject(new InputError('writes, but this only deletes', { member: 'plan' })),
      },
    }
  })
}

async function* removals(place: OpenPrefix, filter: NameTest, signal: AbortSignal): AsyncGenerator<PlanLine, void> {
  const text = placeText(place)
  yield { action: 'plan', format: 1, source: text, target: text }
  const { client, bucket, prefix } = place
  let deleteCount = 0
  for await (const entries of listEntries(client, { bucket, prefix, isExact: true }, signal)) {
    for (const { name, kind, sizeBytes, modifiedMs, etag } of entries) {
      if (!filter.takes(name)) continue
      deleteCount++
      yield { action: 'delete', name, kind: kind as DeleteStep['kind'], sizeBytes, modifiedMs, etag }
    }
  }
  yield { action: 'end', putCount: 0, putBytes: 0, deleteCount, refusedCount: 0, skippedCount: 0, unchangedCount: 0 }
}
