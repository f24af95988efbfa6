import type { Entry } from './entry.js'
import type { PutReason } from './plan-line.js'

/**
 * How two things of one name are found to be the same. All compare sizes first.
 *
 * - `time`: what listings say, and a HEAD request only where that does not settle it. Between a folder and COS: the file was
 *   last touched before the object was written. Between two prefixes: their ETags are the same.
 * - `metadata`: a HEAD request each; the time of the file is the one the object keeps.
 * - `checksum`: a HEAD request each, and every file is read; CRC-64 is the same.
 * - `etag`: files are read and their MD5 compared with the ETags of the listing; `checksum` where an ETag is none.
 * - `size`: nothing else.
 */
export type Comparison = 'time' | 'metadata' | 'checksum' | 'etag' | 'size'

/** What a HEAD request tells of an object. */
export interface ObjectDetails {
  /** The time of the file it was made of; absent when it keeps none. */
  readonly modifiedMs: number | undefined
  readonly linkTarget: string | undefined
  readonly crc64: string | undefined
}

/** Asks for what no listing tells. */
export interface Details {
  /** What an object of the target, or source, says of itself. */
  head(side: 'source' | 'target', entry: Entry): Promise<ObjectDetails>
  /** Reads a file. */
  digest(side: 'source' | 'target', entry: Entry, algorithm: 'crc64' | 'md5'): Promise<string>
}

/** Which side is a folder on this machine; neither when both are in COS. */
export type FolderSide = 'source' | 'target' | undefined

/** Clocks of two machines differ; within this time of each other, times settle nothing. */
const clockToleranceMs = 60_000

/** Why the source must be written to the target; undefined when they are the same. A promise only where something must be asked. */
export function differenceOf(
  source: Entry,
  target: Entry,
  comparison: Comparison,
  folderSide: FolderSide,
  details: Details,
): PutReason | undefined | Promise<PutReason | undefined> {
  if (source.kind !== target.kind) {
    // COS knows no links: only what a HEAD request tells of the object says whether it is one.
    if (source.kind === 'link' || target.kind === 'link') return linkDifference(source, target, folderSide, details)
    return 'kind'
  }
  if (source.kind === 'folder') return undefined
  if (source.sizeBytes !== target.sizeBytes) return 'size'
  if (comparison === 'size') return undefined
  if (folderSide === undefined) return objectDifference(source, target, comparison, details)
  const [file, object] = folderSide === 'source' ? [source, target] : [target, source]
  if (comparison === 'etag' && isMd5(object.etag)) {
    return details.digest(folderSide, file, 'md5').then((md5) => (`"${md5}"` === object.etag ? undefined : 'etag'))
  }
  if (comparison === 'checksum' || comparison === 'etag') return checksumDifference(file, object, folderSide, details)
  if (comparison === 'time' && isSettledByTimes(file, object, folderSide)) return undefined
  return timeDifference(file, object, folderSide, details)
}

/**
 * A file that was touched for the last time before the object was written is what was written then: `changedMs` moves with
 * every change, also when a file gets an old time, or is put in the place of another. In the other direction the file must
 * have come after the object, and not have been written to since it got its time.
 */
function isSettledByTimes(file: Entry, object: Entry, folderSide: 'source' | 'target'): boolean {
  const changedMs = file.changedMs ?? file.modifiedMs
  if (folderSide === 'source') return Math.max(file.modifiedMs, changedMs) + clockToleranceMs < object.modifiedMs
  return file.modifiedMs <= object.modifiedMs && changedMs > object.modifiedMs + clockToleranceMs
}

async function timeDifference(
  file: Entry,
  object: Entry,
  folderSide: 'source' | 'target',
  details: Details,
): Promise<PutReason | undefined> {
  const { modifiedMs = object.modifiedMs } = await details.head(folderSide === 'source' ? 'target' : 'source', object)
  return Math.abs(file.modifiedMs - modifiedMs) < 1 ? undefined : 'time'
}

async function checksumDifference(
  file: Entry,
  object: Entry,
  folderSide: 'source' | 'target',
  details: Details,
): Promise<PutReason | undefined> {
  const { crc64 } = await details.head(folderSide === 'source' ? 'target' : 'source', object)
  return crc64 !== undefined && (await details.digest(folderSide, file, 'crc64')) === crc64 ? undefined : 'checksum'
}

/** The same ETag is the same content. Others may be, too: an object sent in parts, and its copy in one piece. */
async function objectDifference(source: Entry, target: Entry, comparison: Comparison, details: Details): Promise<PutReason | undefined> {
  if (comparison !== 'checksum' && source.etag !== undefined && source.etag === target.etag) return undefined
  if (comparison === 'etag') return 'etag'
  const [left, right] = await Promise.all([details.head('source', source), details.head('target', target)])
  return left.crc64 !== undefined && left.crc64 === right.crc64 ? undefined : 'checksum'
}

/** A link in a folder, and an object or file of its name. */
async function linkDifference(source: Entry, target: Entry, folderSide: FolderSide, details: Details): Promise<PutReason | undefined> {
  const [link, other, side] = source.kind === 'link' ? [source, target, 'target' as const] : [target, source, 'source' as const]
  if (folderSide === undefined || other.kind !== 'file' || other.sizeBytes !== 0) return 'kind'
  const { linkTarget } = await details.head(side, other)
  return linkTarget === link.linkTarget ? undefined : 'kind'
}

function isMd5(etag: string | undefined): boolean {
  return /^"[0-9a-f]{32}"$/.test(etag ?? '')
}
