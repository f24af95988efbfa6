import { InputError } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { Transfer } from '../control/transfer.js'
import type { FidelityOptions, FilteredOptions, LargeFileOptions, ManyOutput, PutManyOptions } from './many-options.js'
import { moveUp } from './move-up.js'
import { checkPlace, isFolder } from './place.js'
import { planBetween } from './plan-between.js'
import { openPrefix } from './sides.js'
import { moverOptions, startMany } from './start-many.js'

/** What {@link uploadDirectory} is to upload, and how. */
export interface UploadDirectoryOptions extends FilteredOptions, LargeFileOptions, FidelityOptions, PutManyOptions {
  /** Path of the folder. */
  readonly source: string
  /** Full name of the bucket. */
  readonly bucket: string
  /** Keys begin so; a slash is added where none is. Default: nothing. */
  readonly prefix?: string | undefined
}

/**
 * Uploads everything in a folder (Node), whatever is in the bucket: PUT Object, or a multipart upload for large files. Times,
 * permissions and empty folders are kept as metadata and placeholders. {@link sync} leaves out what is there already.
 *
 * One bad file does not stop the others: look at `failureCount`. Throws `InputError` for a folder that cannot be read; the
 * signal's own reason.
 */
export function uploadDirectory(client: CommandSender, options: UploadDirectoryOptions): Transfer<ManyOutput> {
  return startMany(options, (control) => {
    const source = checkPlace({ path: options.source }, 'source')
    const target = checkPlace({ bucket: options.bucket, prefix: options.prefix }, 'target')
    if (!isFolder(source) || isFolder(target)) throw new InputError('must be a path', { member: 'source' })
    const opened = openPrefix(target, client, control.share)
    return {
      lines: planBetween(source, opened, { ...options, signal: control.signal }, true),
      mover: moveUp(source, opened, moverOptions(options, control)),
    }
  })
}
