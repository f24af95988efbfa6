import type { LinkPolicy, UploadOptions } from '@cos/transfer'
import { nameValues } from '../name-values.js'
import { parseSize } from '../output/size.js'
import { UsageError } from '../usage-error.js'
import { numberUpTo } from '../verbs/number-up-to.js'
import { oneOf } from '../verbs/one-of.js'

/** The flags of `cp`, read. */
export interface CopyFlags {
  readonly isRecursive: boolean
  /** The version of the source; undefined for the latest. */
  readonly versionId: string | undefined
  /** Files at once, of many. */
  readonly jobs: number | undefined
  readonly links: LinkPolicy | undefined
  /** Where it is noted what is done; false when nothing is. */
  readonly journal: string | false | undefined
  readonly concurrency: number | undefined
  readonly partSizeBytes: number | undefined
  readonly thresholdBytes: number | undefined
  /** What is said about the objects that are written. */
  readonly object: Pick<UploadOptions, 'contentType' | 'storageClass' | 'acl' | 'cacheControl' | 'metadata'>
}

/** Reads the flags of `cp`. */
export function readCopyFlags(flags: Readonly<Record<string, unknown>>): CopyFlags {
  const metadata = flags['metadata'] as readonly string[] | undefined
  return {
    isRecursive: flags['recursive'] === true,
    versionId: flags['versionId'] as string | undefined,
    jobs: numberUpTo(1000, flags['jobs'], '--jobs'),
    links: oneOf<LinkPolicy>(['follow', 'skip', 'keep'], flags['links'], '--links'),
    journal: flags['journal'] as string | false | undefined,
    concurrency: numberUpTo(1000, flags['concurrency'], '--concurrency'),
    partSizeBytes: sizeOf(flags['partSize'], '--part-size'),
    thresholdBytes: sizeOf(flags['threshold'], '--threshold'),
    object: {
      contentType: flags['contentType'] as string | undefined,
      cacheControl: flags['cacheControl'] as string | undefined,
      storageClass: flags['storageClass'] as UploadOptions['storageClass'],
      acl: flags['acl'] as UploadOptions['acl'],
      metadata: metadata && nameValues(metadata, '--metadata'),
    },
  }
}

function sizeOf(value: unknown, flag: string): number | undefined {
  if (value === undefined) return undefined
  const bytes = parseSize(String(value))
  if (bytes === undefined) throw new UsageError(`${flag} must be a size such as 8MiB.`)
  return bytes
}
