import { CosError, HeadObjectCommand } from '@cos/core'
import { openFolders } from '#folders'
import type { PoolRun } from '../control/pool.js'
import { download } from '../download/download.js'
import { attributesFromMetadata } from './attributes.js'
import type { MoverOptions, OpenPrefix } from './mover-options.js'
import { ownSignal } from './own-signal.js'
import type { FolderPlace } from './place.js'
import type { DeleteStep, PutStep } from './plan-line.js'
import type { Mover } from './run-steps.js'

/** From this size on, progress is told while the object moves. */
const largeBytes = 256 * 1024

/** Moves from COS into a folder. */
export function moveDown(source: OpenPrefix, target: FolderPlace, options: MoverOptions): Mover {
  const writer = openFolders().writer(target.path)
  const { client, bucket, prefix } = source
  const { links = 'follow', times = true, permissions = true, share, partDeadlineMs } = options

  /** The target of a link that an object stands for. */
  const linkOf = async ({ name, sizeBytes }: PutStep, signal: AbortSignal) => {
    if (links !== 'keep' || sizeBytes > 0) return undefined
    const head = await client.send(new HeadObjectCommand({ bucket, key: prefix + name }), { signal: ownSignal(signal) })
    return attributesFromMetadata(head.metadata).linkTarget
  }
  const putFile = async (step: PutStep, { signal, clock }: PoolRun, onMoved: (bytes: number) => void) => {
    const link = await linkOf(step, signal)
    if (link !== undefined) return writer.makeLink(step.name, link)
    const path = await writer.place(step.name)
    const { metadata, lastModified } = await download(client, {
      bucket,
      key: prefix + step.name,
      target: path,
      ifMatch: options.isLater ? step.etag : undefined,
      // Something that was not there when the folder was read: written meanwhile, or of a name the file system takes for this one.
      existing: step.reason === 'new' ? 'fail' : 'replace',
      limits: share,
      signal,
      partDeadlineMs,
      clock,
      onProgress: step.sizeBytes < largeBytes ? undefined : ({ transferredBytes }) => onMoved(transferredBytes),
    })
    const { modifiedMs = lastModified?.getTime(), mode } = attributesFromMetadata(metadata)
    await writer.describe(path, { modifiedMs: times ? modifiedMs : undefined, mode: permissions ? mode : undefined })
  }
  return {
    async put(step, run, onMoved) {
      await (step.kind === 'folder' ? writer.makeFolder(step.name) : putFile(step, run, onMoved))
    },
    removeCount: 1,
    async remove(steps) {
      const errors = new Map<DeleteStep, unknown>()
      for (const step of steps) {
        await writer.remove(step).catch((error: NodeJS.ErrnoException) => {
          const isFull = error.code === 'ENOTEMPTY' || error.code === 'EEXIST'
          errors.set(step, isFull ? new CosError(`"${step.name}" is not empty any more.`, { code: 'ChangedSincePlanned' }) : error)
        })
      }
      return errors
    },
  }
}
