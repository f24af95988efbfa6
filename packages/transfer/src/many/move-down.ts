import { CosError, HeadObjectCommand } from '@cos/core'
import { openFolders } from '#folders'
import type { PoolRun } from '../control/pool.js'
import { download } from '../download/download.js'
import type { DownloadOutput } from '../download/download-options.js'
import { resumeDownload } from '../download/resume-download.js'
import { defaultPartBytes } from '../plan.js'
import { type Attributes, attributesFromMetadata } from './attributes.js'
import { downloadSmall } from './download-small.js'
import type { MoverOptions, OpenPrefix } from './mover-options.js'
import type { FolderPlace } from './place.js'
import type { DeleteStep, PutStep } from './plan-line.js'
import type { Mover } from './run-steps.js'
import { SignalLender } from './signal-lender.js'

/** Up to this size an object is read before its file is made: opened as one of many parts it would cost more than to fetch it. */
const smallBytes = 256 * 1024

/** Moves from COS into a folder. */
export function moveDown(source: OpenPrefix, target: FolderPlace, options: MoverOptions): Mover {
  const folders = openFolders()
  const signals = new SignalLender()
  const writer = folders.writer(target.path)
  const { client, bucket, prefix } = source
  const { links = 'follow', times = true, permissions = true, share, partDeadlineMs } = options

  /** The target of a link that an object stands for. */
  const linkOf = async ({ name, sizeBytes }: PutStep, signal: AbortSignal) => {
    if (links !== 'keep' || sizeBytes > 0) return undefined
    const head = await signals.lend(signal, (own) => client.send(new HeadObjectCommand({ bucket, key: prefix + name }), { signal: own }))
    return attributesFromMetadata(head.metadata).linkTarget
  }
  const putFile = async (step: PutStep, { signal, clock }: PoolRun, onMoved: (bytes: number) => void) => {
    const link = await linkOf(step, signal)
    if (link !== undefined) {
      await writer.makeLink(step.name, link)
      return undefined
    }
    const { path, mode: modeBefore } = await writer.place(step.name)
    const object = { bucket, key: prefix + step.name, ifMatch: options.isLater ? step.etag : undefined }
    // Something that was not there when the folder was read: written meanwhile, or of a name the file system takes for this one.
    const existing = step.reason === 'new' ? 'fail' : 'replace'
    const attributesOf = ({ metadata, lastModified }: Pick<DownloadOutput, 'metadata' | 'lastModified'>): Attributes => {
      const { modifiedMs = lastModified?.getTime(), mode } = attributesFromMetadata(metadata)
      return { modifiedMs: times ? modifiedMs : undefined, mode: (permissions ? mode : undefined) ?? modeBefore }
    }
    if (step.sizeBytes <= smallBytes) {
      const small = await signals.lend(signal, (own) =>
        downloadSmall({ client, signal: own, clock, share, partDeadlineMs, mostBytes: smallBytes, listedEtag: step.etag }, object),
      )
      if (small) {
        await writer.write({ path, bytes: small.bytes, attributes: attributesOf(small.output), existing })
        const { etag, crc64 } = small.output
        return { etag, crc64: client.verifiesChecksums === false ? undefined : crc64 }
      }
    }
    const output = await download(client, {
      ...object,
      target: path,
      concurrency: options.partConcurrency,
      partSizeBytes: options.partSizeBytes,
      // One that comes in a single part has nothing to go on with.
      resume: options.journal && step.sizeBytes > (options.partSizeBytes ?? defaultPartBytes) ? resumeDownload(options.journal) : undefined,
      existing,
      limits: share,
      signal,
      partDeadlineMs,
      clock,
      onProgress: ({ transferredBytes }) => onMoved(transferredBytes),
    })
    await writer.describe(path, attributesOf(output))
    return output
  }
  return {
    async put(step, run, onMoved) {
      if (step.kind !== 'folder') return putFile(step, run, onMoved)
      await writer.makeFolder(step.name)
      return undefined
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
