import { CosError, DeleteMultipleObjectsCommand, HeadObjectCommand } from '@cos/core'
import type { PoolRun } from '../control/pool.js'
import { copy } from '../copy/copy.js'
import type { MoverOptions, OpenPrefix } from './mover-options.js'
import type { DeleteStep } from './plan-line.js'
import type { Mover } from './run-steps.js'
import { SignalLender } from './signal-lender.js'

/** Deletes objects, a thousand in a request (DELETE Multiple Objects). */
export function objectRemover({ client, bucket, prefix }: OpenPrefix): Pick<Mover, 'remove' | 'removeCount'> {
  return {
    removeCount: 1000,
    async remove(steps, run) {
      const errors = new Map<DeleteStep, unknown>()
      if (steps.length === 0) return errors
      const byKey = new Map(steps.map((step) => [prefix + step.name, step]))
      const command = new DeleteMultipleObjectsCommand({ bucket, objects: [...byKey.keys()].map((key) => ({ key })), quiet: true })
      const answer = await client.send(command, { signal: run.signal })
      for (const { key, code, message } of answer.errors) {
        const step = byKey.get(key)
        if (step) errors.set(step, new CosError(message ?? code, { code }))
      }
      return errors
    },
  }
}

/** Deletes objects of a target: unless they have changed since the plan was made, and after they were copied to the backup. */
export function carefulRemover(target: OpenPrefix, options: MoverOptions): Pick<Mover, 'remove' | 'removeCount'> {
  const { remove, removeCount } = objectRemover(target)
  if (!options.isLater && options.backupPrefix === undefined) return { remove, removeCount }
  const signals = new SignalLender()
  return {
    removeCount: 32,
    async remove(steps, run) {
      const errors = new Map<DeleteStep, unknown>()
      await Promise.all(
        steps.map(async (step) => {
          try {
            if (options.isLater) await signals.lend(run.signal, (signal) => checkUnchanged(target, step, signal))
            await backUp(target, step.name, options, run)
          } catch (error) {
            errors.set(step, error)
          }
        }),
      )
      const rest = await remove(
        steps.filter((step) => !errors.has(step)),
        run,
      )
      return new Map([...errors, ...rest])
    },
  }
}

/** Copies an object of the target to the backup, when one was asked for. */
export async function backUp(target: OpenPrefix, name: string, { backupPrefix, share }: MoverOptions, { signal }: PoolRun): Promise<void> {
  if (backupPrefix === undefined) return
  const { client, bucket, prefix, region } = target
  await copy(client, { source: { bucket, key: prefix + name, region }, bucket, key: backupPrefix + name, limits: share, signal })
}

async function checkUnchanged({ client, bucket, prefix }: OpenPrefix, { name, etag }: DeleteStep, signal: AbortSignal): Promise<void> {
  const head = await client.send(new HeadObjectCommand({ bucket, key: prefix + name }), { signal })
  if (head.etag !== etag) throw new CosError(`"${name}" changed since it was to be deleted; it stays.`, { code: 'ChangedSincePlanned' })
}
