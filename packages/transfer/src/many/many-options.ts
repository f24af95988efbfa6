import type { ControlOptions } from '../control/control-options.js'
import type { Journal } from '../journal/journal.js'
import type { ObjectOptions } from '../upload/upload-options.js'
import type { NameFilter } from './name-filter.js'
import type { FailedStep, PlanStep } from './plan-line.js'

/** How links in folders are treated. */
export type LinkPolicy = 'follow' | 'skip' | 'keep'

/** What work on many objects understands, whichever way it goes. */
export interface ManyOptions extends Omit<ControlOptions, 'partDeadlineMs'> {
  /** Files and objects under way at once. Default 8. A large one is moved in parts, five at once. */
  readonly concurrency?: number | undefined
  /** Longest time for one request with all its attempts, in milliseconds. Default: the client's deadline. */
  readonly partDeadlineMs?: number | undefined
  /** Ends everything at the first failure. Default false: what fails is told, and the others go on. */
  readonly stopOnError?: boolean | undefined
  /**
   * A file (Node) that gets the failed steps as JSON lines: a plan that `runPlan` tries again. It appears, or is replaced,
   * at the end; when nothing failed it is removed. Default none.
   */
  readonly manifest?: string | undefined
  /** Hears of every step that is done, or failed, and what was written by it. What it throws ends the work. */
  readonly onStep?: ((step: PlanStep, error: unknown, written: WrittenEntry | undefined) => void | Promise<void>) | undefined
}

/** What the service said of something that was moved. */
export interface WrittenEntry {
  /** Quoted and opaque. */
  readonly etag?: string | undefined
  /** CRC-64 of its bytes, an unsigned decimal number as text, which was compared. Absent when it was not. */
  readonly crc64?: string | undefined
}

/** What is kept of files besides their bytes. */
export interface FidelityOptions {
  /**
   * Links in a folder. `follow` treats them as what they point to, `skip` leaves them out, `keep` moves the link itself (as
   * an object with the metadata `link`). Default `follow`. A link out of the target folder is never made or written through.
   */
  readonly links?: LinkPolicy | undefined
  /** Folders in which nothing is, as objects of no bytes whose keys end in `/`. Default true. */
  readonly emptyFolders?: boolean | undefined
  /** Keeps times of files, as the metadata `mtime`. Default true. */
  readonly times?: boolean | undefined
  /** Keeps permissions, as the metadata `mode`; not on Windows. Default true. */
  readonly permissions?: boolean | undefined
}

/** How large files and objects are moved, which go in parts. */
export interface LargeFileOptions {
  /** Lets a later call go on with those that were not moved to their end: `fileJournal('…')`. Default none: they begin anew. */
  readonly journal?: Journal | undefined
  /** Parts of one of them at once. Default 5. */
  readonly partConcurrency?: number | undefined
  /** Size of a part in bytes, 1 MiB to 5 GiB. Default 8 MiB, for copies 128 MiB; it grows where 10,000 parts would not do. */
  readonly partSizeBytes?: number | undefined
}

/** What is said of every object that is written. */
export type EveryObjectOptions = Omit<ObjectOptions, 'bucket' | 'key'>

/** Options of writing to COS. */
export interface PutManyOptions {
  /** Said of every object: `storageClass`, `acl`, `cacheControl`, `metadata`, … */
  readonly object?: EveryObjectOptions | undefined
  /** Up to this size an object is written in one request. Default 16 MiB, for copies 5 GiB. */
  readonly multipartThresholdBytes?: number | undefined
  /** Hears when a failed upload or copy in parts could not be given up: its parts then cost storage until something removes them. */
  readonly onLeftover?: ((leftover: { readonly key: string; readonly uploadId: string; readonly error: unknown }) => void) | undefined
}

/** Everything {@link ManyOptions} and {@link NameFilter} know. */
export interface FilteredOptions extends ManyOptions, NameFilter {}

/** What was done. Look at `failureCount`: a failure of one does not reject the promise. */
export interface ManyOutput {
  /** Files, objects, folders and links written. */
  readonly writtenCount: number
  readonly writtenBytes: number
  readonly deletedCount: number
  /** Things that were the same at both sides. */
  readonly unchangedCount: number
  /** Left out by a rule that was asked for, such as `links: 'skip'`. */
  readonly skippedCount: number
  readonly failureCount: number
  /** The first 1000 failures; the manifest has all. */
  readonly failures: readonly FailedStep[]
}
