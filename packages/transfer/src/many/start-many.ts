import type { Control } from '../control/control.js'
import { startTransfer } from '../control/start-transfer.js'
import type { Transfer } from '../control/transfer.js'
import type { FidelityOptions, LargeFileOptions, ManyOptions, ManyOutput, PutManyOptions } from './many-options.js'
import type { MoverOptions } from './mover-options.js'
import type { PlanLine } from './plan-line.js'
import { type Mover, runSteps } from './run-steps.js'

/** What is done, and by whom. */
export interface ManyWork {
  readonly lines: AsyncGenerator<PlanLine, void>
  readonly mover: Mover
}

/** Starts work on many objects and gives its handle. A part of its progress is a file. */
export function startMany(options: ManyOptions, work: (control: Control) => ManyWork | Promise<ManyWork>): Transfer<ManyOutput> {
  return startTransfer({ ...options, concurrency: options.concurrency ?? 8 }, async (control) => {
    const { lines, mover } = await work(control)
    return runSteps(control, lines, mover, options)
  })
}

/** The options of moves. */
export function moverOptions(
  options: ManyOptions & FidelityOptions & PutManyOptions & LargeFileOptions,
  { share, partDeadlineMs }: Control,
  rest: Partial<Pick<MoverOptions, 'isLater' | 'backupPrefix'>> = {},
): MoverOptions {
  const { links, emptyFolders, times, permissions, object, multipartThresholdBytes, onLeftover } = options
  const { journal, partConcurrency, partSizeBytes } = options
  const fidelity = { links, emptyFolders, times, permissions }
  const large = { journal, partConcurrency, partSizeBytes, multipartThresholdBytes, onLeftover }
  return { ...fidelity, ...large, object, share, partDeadlineMs, isLater: false, backupPrefix: undefined, ...rest }
}
