import { CosError, PutObjectCommand } from '@cos/core'
import { openFolders } from '#folders'
import type { PoolRun } from '../control/pool.js'
import { upload } from '../upload/upload.js'
import { attributesToMetadata, isSameTime } from './attributes.js'
import type { MoverOptions, OpenPrefix } from './mover-options.js'
import { ownSignal } from './own-signal.js'
import type { FolderPlace } from './place.js'
import type { PutStep } from './plan-line.js'
import { backUp, carefulRemover } from './remove-objects.js'
import type { Mover } from './run-steps.js'

/** Up to this size a file is read before it is sent. */
const smallBytes = 256 * 1024

/** Moves from a folder into COS. */
export function moveUp(source: FolderPlace, target: OpenPrefix, options: MoverOptions): Mover {
  const folders = openFolders()
  const { client, bucket, prefix } = target
  const { object = {}, times = true, permissions = true, share, partDeadlineMs } = options
  const keepsMode = permissions && !folders.isWindows

  const putEmpty = async ({ name, kind, linkTarget }: PutStep, { signal }: PoolRun) => {
    const metadata = { ...object.metadata, ...attributesToMetadata({ linkTarget }) }
    const contentType = kind === 'folder' ? 'application/x-directory' : object.contentType
    const command = new PutObjectCommand({ ...object, bucket, key: prefix + name, body: '', contentType, metadata })
    await client.send(command, { signal: ownSignal(signal), deadlineMs: partDeadlineMs })
  }
  const putFile = async (step: PutStep, { signal, clock }: PoolRun, onMoved: (bytes: number) => void) => {
    const found = await folders.read(folders.pathOf(source.path, step.name), smallBytes)
    if (options.isLater && (found.sizeBytes !== step.sizeBytes || !isSameTime(found.modifiedMs, step.modifiedMs ?? Number.NaN))) {
      throw new CosError(`"${step.name}" changed since the plan was made.`, { code: 'ChangedSincePlanned' })
    }
    const attributes = { modifiedMs: times ? found.modifiedMs : undefined, mode: keepsMode ? found.mode : undefined }
    await upload(client, {
      ...object,
      bucket,
      key: prefix + step.name,
      source: found.bytes ?? found.path,
      metadata: { ...object.metadata, ...attributesToMetadata(attributes) },
      limits: share,
      signal,
      partDeadlineMs,
      clock,
      onProgress: found.bytes ? undefined : ({ transferredBytes }) => onMoved(transferredBytes),
    })
  }
  return {
    ...carefulRemover(target, options),
    async put(step, run, onMoved) {
      if (step.isThere) await backUp(target, step.name, options, run)
      await (step.kind === 'file' ? putFile(step, run, onMoved) : putEmpty(step, run))
    },
  }
}
