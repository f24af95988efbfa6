import { CosError, DeleteObjectCommand, HeadObjectCommand, InputError, ResponseError } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import { splitOptions } from '../control/control-options.js'
import { startTransfer } from '../control/start-transfer.js'
import type { Transfer } from '../control/transfer.js'
import { writtenObject } from '../upload/written-object.js'
import { copyObject } from './copy.js'
import type { CopyOptions, CopyOutput } from './copy-options.js'

/**
 * Moves an object: copies it, makes sure that the copy is there with the size and the CRC-64 of the source, and only then
 * deletes the source (DELETE Object; the version, when `source` names one). A source that was replaced meanwhile stays.
 *
 * Throws what {@link copy} throws; `InputError` when source and target are the same; `ResponseError` with the code
 * `ObjectChanged` when the source was replaced after it was copied: the copy is there then, and so is the new source.
 */
export function move(client: CommandSender, options: CopyOptions): Transfer<CopyOutput> {
  const [control, others] = splitOptions(options)
  return startTransfer(control, async (control) => {
    const { source, sourceClient = client, bucket, key } = others
    if (source.bucket === bucket && withoutSlash(source.key) === withoutSlash(key)) {
      throw new InputError('is the object itself, which a move would delete', { member: 'source' })
    }
    const output = await copyObject(client, others, control)
    const { signal } = control
    const { versionId } = output
    const there = await client.send(new HeadObjectCommand({ bucket, key, versionId, customerKey: writtenObject(others).customerKey }), {
      signal,
    })
    const isSame = there.contentLength === output.sizeBytes && (output.crc64 === undefined || there.crc64 === output.crc64)
    if (!isSame) throw new CosError(`The copy ${bucket}/${key} is not the source any more; nothing was deleted.`, { code: 'CopyChanged' })
    const address = { bucket: source.bucket, key: source.key, versionId: source.versionId }
    const head = await sourceClient.send(new HeadObjectCommand({ ...address, customerKey: others.copySourceCustomerKey }), { signal })
    if (head.etag !== output.sourceEtag) {
      throw new ResponseError(`${source.bucket}/${source.key} was replaced after it was copied; it was not deleted.`, {
        code: 'ObjectChanged',
        operation: 'HeadObject',
        status: 200,
      })
    }
    await sourceClient.send(new DeleteObjectCommand(address), { signal })
    return output
  })
}

/** COS takes no notice of one leading slash. */
function withoutSlash(key: string): string {
  return key.replace(/^\//, '')
}
