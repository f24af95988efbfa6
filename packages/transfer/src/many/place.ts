import { InputError } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'

/** A folder on this machine. */
export interface FolderPlace {
  readonly path: string
}

/** Everything below a prefix. */
export interface PrefixPlace {
  /** Full name of the bucket. */
  readonly bucket: string
  /** A folder: a slash is added where none is. Default: the whole bucket. */
  readonly prefix?: string | undefined
  /** Region of the bucket, for a copy from another one. Default: the client's. */
  readonly region?: string | undefined
  /** Who reads and writes here, for another region or account. Default: the client given first. */
  readonly client?: CommandSender | undefined
}

/** One side of a synchronisation. */
export type Place = FolderPlace | PrefixPlace

/** Tells a folder from a prefix. */
export function isFolder(place: Place): place is FolderPlace {
  return 'path' in place
}

/** Refuses what is no place, and completes a prefix. */
export function checkPlace(place: Place, member: string): Place {
  if (typeof place !== 'object' || place === null) throw new InputError('must be { path } or { bucket, prefix }', { member })
  if (isFolder(place)) {
    if (typeof place.path === 'string' && place.path !== '' && !('bucket' in place)) return place
    throw new InputError('must be the path of a folder, and nothing besides', { member: `${member}.path` })
  }
  if (typeof place.bucket !== 'string' || place.bucket === '') throw new InputError('must name a bucket', { member: `${member}.bucket` })
  return { ...place, prefix: folderPrefix(place.prefix) }
}

/** The prefix of everything in a folder. */
export function folderPrefix(prefix = ''): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`
}

/** How a place is written in plans: what is needed to find it again, and nothing secret. */
export function placeText(place: Place): string {
  return isFolder(place) ? place.path : `cos://${place.bucket}/${place.prefix ?? ''}`
}
