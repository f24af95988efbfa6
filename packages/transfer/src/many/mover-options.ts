import type { CommandSender } from '../control/command-sender.js'
import type { TransferShare } from '../limits/transfer-share.js'
import type { FidelityOptions, LargeFileOptions, PutManyOptions } from './many-options.js'
import type { PrefixPlace } from './place.js'

/** What moves need to know besides the step. */
export interface MoverOptions extends FidelityOptions, PutManyOptions, LargeFileOptions {
  readonly partDeadlineMs: number | undefined
  readonly share: TransferShare | undefined
  /** True for a plan that was made earlier: what has changed since is not touched. */
  readonly isLater: boolean
  /** Where objects of the target go before they are deleted or replaced. */
  readonly backupPrefix: string | undefined
}

/** A prefix, and who reads and writes there. */
export interface OpenPrefix extends PrefixPlace {
  readonly client: CommandSender
  readonly prefix: string
}
