import { InputError, isCosError } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { Control } from '../control/control.js'
import { type ControlOptions, splitOptions } from '../control/control-options.js'
import { startRun } from '../control/pool.js'
import { startTransfer } from '../control/start-transfer.js'
import type { Transfer } from '../control/transfer.js'
import { checkPartSize, maxPartBytes } from '../plan.js'
import { writtenObject } from '../upload/written-object.js'
import { copyAcl } from './copy-acl.js'
import { copyAtOnce } from './copy-at-once.js'
import { copyInParts } from './copy-in-parts.js'
import type { CopyOptions, CopyOutput } from './copy-options.js'
import type { CopyRun } from './copy-run.js'
import { findSource } from './find-source.js'

/** Parts of a copy do not pass through here, so they may be large. */
const defaultCopyPartBytes = 128 * 1024 ** 2
/** How often a copy begins anew because the source was replaced, or the copy was damaged. */
const mostRestarts: Readonly<Record<string, number>> = { ObjectChanged: 3, ChecksumMismatch: 1 }

/**
 * Copies an object of any size inside COS, also between regions and accounts: in one request (PUT Object - Copy), or in
 * parts (Upload Part - Copy). All bytes are of one version of the source, and the copy's CRC-64 is compared with the
 * source's; a copy that differs is removed. A failed copy leaves nothing behind, or with `resume` the parts the next call
 * goes on with. The client needs the right to read the source.
 *
 * Throws what `client.send` throws; `ResponseError` with the code `ObjectChanged` when the source was replaced again and
 * again, `ChecksumMismatch` when the copy is not the source, twice; the signal's own reason when aborted.
 */
export function copy(client: CommandSender, options: CopyOptions): Transfer<CopyOutput> {
  const [control, others] = splitOptions(options)
  return startTransfer(control, (control) => copyObject(client, others, control))
}

/** The work of a copy: a move is made of it, too. */
export async function copyObject(
  client: CommandSender,
  options: Omit<CopyOptions, keyof ControlOptions>,
  control: Control,
): Promise<CopyOutput> {
  const {
    source,
    sourceClient,
    metadataDirective = 'Copy',
    taggingDirective = 'Copy',
    aclDirective = 'Replaced',
    copySourceCustomerKey,
    multipartThresholdBytes,
    partSizeBytes,
    onLeftover,
    resume,
    copySourceIfMatch,
    copySourceIfNoneMatch,
    copySourceIfModifiedSince,
    copySourceIfUnmodifiedSince,
    ...object
  } = options
  const settings = {
    client: control.share?.observe(client) ?? client,
    sourceClient: sourceClient ?? client,
    source,
    conditions: { copySourceIfMatch, copySourceIfNoneMatch, copySourceIfModifiedSince, copySourceIfUnmodifiedSince },
    object: writtenObject(object),
    metadataDirective,
    taggingDirective,
    aclDirective,
    copySourceCustomerKey,
    partSizeBytes: checkPartSize(partSizeBytes ?? defaultCopyPartBytes),
    thresholdBytes: checkThreshold(multipartThresholdBytes ?? maxPartBytes),
    onLeftover,
    resume,
  }
  for (let restarts = 0; ; restarts++) {
    const run: CopyRun = { ...startRun(control), ...settings }
    try {
      const found = await findSource(run)
      const output = await (found.sizeBytes > run.thresholdBytes ? copyInParts(run, found) : copyAtOnce(run, found))
      if (run.aclDirective === 'Copy') await copyAcl(run, output.versionId)
      return output
    } catch (error) {
      const most = isCosError(error) ? (mostRestarts[error.code] ?? 0) : 0
      if (restarts >= most || control.signal.aborted) throw error
      control.emit({ type: 'restarted', reason: error })
    }
  }
}

function checkThreshold(bytes: number): number {
  if (Number.isSafeInteger(bytes) && bytes >= 0 && bytes <= maxPartBytes) return bytes
  throw new InputError('must be a whole number of bytes up to 5 GiB', { member: 'multipartThresholdBytes' })
}
