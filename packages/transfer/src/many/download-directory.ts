import { InputError } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { Transfer } from '../control/transfer.js'
import type { FidelityOptions, FilteredOptions, LargeFileOptions, ManyOutput } from './many-options.js'
import { moveDown } from './move-down.js'
import { checkPlace, isFolder } from './place.js'
import { planBetween } from './plan-between.js'
import { openPrefix } from './sides.js'
import { moverOptions, startMany } from './start-many.js'

/** What {@link downloadDirectory} is to download, and how. */
export interface DownloadDirectoryOptions extends FilteredOptions, LargeFileOptions, FidelityOptions {
  /** Full name of the bucket. */
  readonly bucket: string
  /** Everything whose key begins so; a slash is added where none is. Default: the whole bucket. */
  readonly prefix?: string | undefined
  /** Path of the folder; it is made when it is not there. */
  readonly target: string
}

/**
 * Downloads everything below a prefix into a folder (Node): GET Bucket, GET Object. Files that are there are replaced, each
 * as a whole. Nothing is written outside of the folder: keys with `..`, an absolute path, a name the system does not have,
 * or one it takes for another, are refused and reported. {@link sync} leaves out what is there already.
 *
 * One bad object does not stop the others: look at `failureCount`. Throws what `client.send` throws when the listing fails;
 * the signal's own reason.
 */
export function downloadDirectory(client: CommandSender, options: DownloadDirectoryOptions): Transfer<ManyOutput> {
  return startMany(options, (control) => {
    const source = checkPlace({ bucket: options.bucket, prefix: options.prefix }, 'source')
    const target = checkPlace({ path: options.target }, 'target')
    if (isFolder(source) || !isFolder(target)) throw new InputError('must be a path', { member: 'target' })
    const opened = openPrefix(source, client, control.share)
    return {
      lines: planBetween(opened, target, { ...options, signal: control.signal }, true),
      mover: moveDown(opened, target, moverOptions(options, control)),
    }
  })
}
