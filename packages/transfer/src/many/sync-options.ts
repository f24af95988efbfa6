import type { Comparison } from './compare-entries.js'
import type { DeletionLimits } from './deletion.js'
import type { FidelityOptions, FilteredOptions, LargeFileOptions, PutManyOptions } from './many-options.js'
import type { NameFilter } from './name-filter.js'
import type { Place } from './place.js'

/** What decides what a plan says. */
export interface PlanOptions extends NameFilter, FidelityOptions {
  /** A folder (Node) or a prefix. */
  readonly source: Place
  /** A prefix or a folder (Node). Not two folders. */
  readonly target: Place
  /** How two things of one name are compared. Default `time`. */
  readonly compare?: Comparison | undefined
  /**
   * Deletes from the target what is not at the source: once everything else has ended, when both sides were read to their
   * end, and at most half of the target unless you say otherwise. Default false.
   */
  readonly delete?: boolean | DeletionLimits | undefined
  /** Copies objects of the target to this prefix of its bucket before they are deleted or replaced. Default: no backup. */
  readonly backupPrefix?: string | undefined
  /** Ends planning with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
}

/** What to synchronise and how. */
export interface SyncOptions extends PlanOptions, FilteredOptions, PutManyOptions, LargeFileOptions {}

/** How a plan that was made earlier is carried out. `source` and `target` must be those it was made for. */
export interface RunPlanOptions extends Omit<FilteredOptions, 'include' | 'exclude'>, FidelityOptions, PutManyOptions, LargeFileOptions {
  readonly source: Place
  readonly target: Place
  /** Copies objects of the target to this prefix of its bucket before they are deleted or replaced. Default: no backup. */
  readonly backupPrefix?: string | undefined
}
