import { CosError, PutObjectCommand } from '@cos/core'
import { openFolders } from '#folders'
import type { PoolRun } from '../control/pool.js'
import { resumeUpload } from '../upload/resume-upload.js'
import { upload } from '../upload/upload.js'
import { attributesToMetadata, isSameTime } from './attributes.js'
import type { MoverOptions, OpenPrefix } from './mover-options.js'
import type { FolderPlace } from './place.js'
import type { PutStep } from './plan-line.js'
import { backUp, carefulRemover } from './remove-objects.js'
import type { Mover } from './run-steps.js'
import { SignalLender } from './signal-lender.js'
import { uploadSmall } from './upload-small.js'

/** Up to this size a file is read before it is sent. */
const smallBytes = 256 * 1024

/** Moves from a folder into COS. */
export function moveUp(source: FolderPlace, target: OpenPrefix, options: MoverOptions): Mover {
  const folders = openFolders()
  const { client, bucket, prefix } = target
  const { object = {}, times = true, permissions = true, share, partDeadlineMs } = options
  const keepsMode = permissions && !folders.isWindows

  const signals = new SignalLender()
  const read = folders.reader()

  const putEmpty = async ({ name, kind, linkTarget }: PutStep, { signal }: PoolRun) => {
    const metadata = { ...object.metadata, ...attributesToMetadata({ linkTarget }) }
    const contentType = kind === 'folder' ? 'application/x-directory' : object.contentType
    const command = new PutObjectCommand({ ...object, bucket, key: prefix + name, body: '', contentType, metadata })
    return signals.lend(signal, (own) => client.send(command, { signal: own, deadlineMs: partDeadlineMs }))
  }
  const putFile = async (step: PutStep, run: PoolRun, onMoved: (bytes: number) => void) => {
    const found = await read(folders.pathOf(source.path, step.name), smallBytes)
    if (options.isLater && (found.sizeBytes !== step.sizeBytes || !isSameTime(found.modifiedMs, step.modifiedMs ?? Number.NaN))) {
      throw new CosError(`"${step.name}" changed since the plan was made.`, { code: 'ChangedSincePlanned' })
    }
    const attributes = { modifiedMs: times ? found.modifiedMs : undefined, mode: keepsMode ? found.mode : undefined }
    const metadata = { ...object.metadata, ...attributesToMetadata(attributes) }
    const { bytes } = found
    const written = { ...object, bucket, key: prefix + step.name, metadata }
    if (bytes) {
      return signals.lend(run.signal, (signal) => uploadSmall({ ...run, signal }, { client, share, partDeadlineMs }, written, bytes))
    }
    return upload(client, {
      ...written,
      source: found.path,
      concurrency: options.partConcurrency,
      partSizeBytes: options.partSizeBytes,
      multipartThresholdBytes: options.multipartThresholdBytes,
      resume: options.journal && resumeUpload(options.journal),
      onLeftover: ({ uploadId, error }) => options.onLeftover?.({ key: written.key, uploadId, error }),
      limits: share,
      signal: run.signal,
      partDeadlineMs,
      clock: run.clock,
      onProgress: ({ transferredBytes }) => onMoved(transferredBytes),
    })
  }
  return {
    ...carefulRemover(target, options),
    async put(step, run, onMoved) {
      if (step.isThere) await backUp(target, step.name, options, run)
      return step.kind === 'file' ? putFile(step, run, onMoved) : putEmpty(step, run)
    },
  }
}
