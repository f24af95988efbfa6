import type { CommandSender } from '../control/command-sender.js'
import type { Transfer } from '../control/transfer.js'
import type { FilteredOptions, LargeFileOptions, ManyOutput, PutManyOptions } from './many-options.js'
import { moveAcross } from './move-across.js'
import { folderPrefix, type PrefixPlace } from './place.js'
import { planBetween } from './plan-between.js'
import { checkApart, openPrefix } from './sides.js'
import { moverOptions, startMany } from './start-many.js'

/** What {@link copyPrefix} is to copy, and how. */
export interface CopyPrefixOptions extends FilteredOptions, LargeFileOptions, PutManyOptions {
  /** What to copy; perhaps of another region or account. */
  readonly source: PrefixPlace
  /** Full name of the bucket to copy to. */
  readonly bucket: string
  /** Keys of the copies begin so; a slash is added where none is. Default: nothing. */
  readonly prefix?: string | undefined
}

/**
 * Copies everything below a prefix to another, whatever is there: GET Bucket, PUT Object - Copy, or in parts for large
 * objects. The bytes stay in COS. {@link sync} leaves out what is there already.
 *
 * One bad object does not stop the others: look at `failureCount`. Throws what `client.send` throws when the listing fails;
 * the signal's own reason.
 */
export function copyPrefix(client: CommandSender, options: CopyPrefixOptions): Transfer<ManyOutput> {
  return startMany(options, (control) => {
    const { bucket, prefix } = options
    const source = openPrefix({ ...options.source, prefix: folderPrefix(options.source.prefix) }, client, control.share)
    const target = openPrefix({ bucket, prefix: folderPrefix(prefix) }, client, control.share)
    checkApart(source, target)
    return {
      lines: planBetween(source, target, { ...options, signal: control.signal }, true),
      mover: moveAcross(source, target, moverOptions(options, control)),
    }
  })
}
