import type { Comparison, LinkPolicy, SyncOptions } from '@cos/transfer'
import { UsageError } from '../usage-error.js'
import { numberUpTo } from './number-up-to.js'
import { oneOf } from './one-of.js'

/** The flags of `sync`, read. */
export interface SyncFlags {
  readonly isDryRun: boolean
  readonly plan: string | undefined
  readonly manifest: string | undefined
  readonly stopsOnError: boolean
  /** Files at once. */
  readonly jobs: number | undefined
  /** What decides what is done. */
  readonly options: Pick<SyncOptions, 'compare' | 'delete' | 'backupPrefix' | 'include' | 'exclude' | 'links'>
}

/** Reads the flags of `sync`. */
export function readSyncFlags(flags: Readonly<Record<string, unknown>>): SyncFlags {
  // What is stored is longer than what is written, so every file would differ.
  if (flags['encryptKeyFile'] !== undefined)
    throw new UsageError('sync compares sizes, which encryption changes: use "cos cp --recursive".')
  const isDryRun = flags['dryRun'] === true
  const plan = flags['plan'] as string | undefined
  const deciding = ['delete', 'maxDelete', 'compare', 'include', 'exclude'].filter((name) => flags[name] !== undefined)
  if (plan !== undefined && !isDryRun && deciding.length > 0) {
    throw new UsageError('A plan says what is done: --delete, --compare, --include and --exclude belong to --dry-run.')
  }
  if (flags['maxDelete'] !== undefined && flags['delete'] !== true) throw new UsageError('--max-delete goes with --delete.')
  return {
    isDryRun,
    plan,
    manifest: flags['manifest'] as string | undefined,
    stopsOnError: flags['stopOnError'] === true,
    jobs: numberUpTo(1000, flags['jobs'], '--jobs'),
    options: {
      compare: oneOf<Comparison>(['time', 'metadata', 'checksum', 'etag', 'size'], flags['compare'], '--compare'),
      delete: flags['delete'] === true && { maxFraction: (numberUpTo(100, flags['maxDelete'], '--max-delete') ?? 50) / 100 },
      backupPrefix: flags['backupPrefix'] as string | undefined,
      include: flags['include'] as readonly string[] | undefined,
      exclude: flags['exclude'] as readonly string[] | undefined,
      links: oneOf<LinkPolicy>(['follow', 'skip', 'keep'], flags['links'], '--links'),
    },
  }
}
