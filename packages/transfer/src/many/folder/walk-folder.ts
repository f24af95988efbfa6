import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir, readlink, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { InputError } from '@cos/core'
import { QuickDisk } from '../../quick-disk.js'
import { compareNames } from '../compare-names.js'
import type { Entry, EntryStream } from '../entry.js'
import type { WalkOptions } from './folders.js'

/** Entries given at once, and files asked about at once. */
const batchCount = 256

/** A folder on the way from the root. */
interface Level {
  /** Ends in a slash; empty for the root. */
  readonly prefix: string
  readonly path: string
  readonly device: number
  readonly inode: number
  readonly names: readonly string[]
  index: number
}

/**
 * Walks a folder in the order of keys: names are compared as bytes, and a folder's with the slash behind it. It holds the
 * names of the folders on the way, and nothing of those it has left. A folder comes before what is in it.
 */
export async function* walkFolder(root: string, options: WalkOptions): EntryStream {
  const about = await stat(root).catch((cause: NodeJS.ErrnoException) => {
    if (options.mayBeMissing && cause.code === 'ENOENT') return undefined
    throw new InputError(`cannot be read: ${cause.message}`, { member: 'path', cause })
  })
  if (!about) return
  if (!about.isDirectory()) throw new InputError(`is not a folder: ${root}`, { member: 'path' })
  const names = await namesIn(root, options).catch((cause: Error) => {
    throw new InputError(`cannot be read: ${cause.message}`, { member: 'path', cause })
  })
  const disk = new QuickDisk()
  const levels: Level[] = [{ prefix: '', path: root, device: about.dev, inode: about.ino, names, index: 0 }]
  while (levels.length > 0) {
    options.signal?.throwIfAborted()
    const level = levels.at(-1)!
    const { entries, entered } = await nextOf(level, levels, options, disk)
    if (entries.length > 0) yield entries
    if (entered) levels.push(entered)
    else if (level.index >= level.names.length) levels.pop()
  }
}

/** Reads on in one folder: some files, or one folder. */
async function nextOf(
  level: Level,
  levels: readonly Level[],
  options: WalkOptions,
  disk: QuickDisk,
): Promise<{ entries: readonly Entry[]; entered?: Level | undefined }> {
  const end = Math.min(level.index + batchCount, level.names.length)
  const files: (Entry | undefined | Promise<Entry | undefined>)[] = []
  while (level.index < end && !level.names[level.index]!.endsWith('/')) files.push(look(level, level.names[level.index++]!, options, disk))
  if (files.length > 0) {
    // A batch of which nothing is waited for is there.
    const entries = files.some((file) => file instanceof Promise) ? await Promise.all(files) : (files as Entry[])
    return { entries: entries.filter((entry) => entry !== undefined) }
  }
  if (level.index >= level.names.length) return { entries: [] }
  const own = level.names[level.index++]!
  const name = level.prefix + own
  if (!options.enters(name)) return { entries: [] }
  return enter(name, join(level.path, own), levels, options)
}

async function enter(
  name: string,
  path: string,
  levels: readonly Level[],
  options: WalkOptions,
): Promise<{ entries: readonly Entry[]; entered?: Level | undefined }> {
  try {
    const about = await stat(path)
    if (levels.some(({ device, inode }) => device === about.dev && inode === about.ino)) {
      return { entries: [unreadable(name, 'it is a link to a folder it is in')] }
    }
    const names = await namesIn(path, options)
    const folder: Entry = { name, kind: 'folder', sizeBytes: 0, modifiedMs: about.mtimeMs, isEmpty: names.length === 0 }
    return { entries: [folder], entered: { prefix: name, path, device: about.dev, inode: about.ino, names, index: 0 } }
  } catch (error) {
    if (isGone(error)) return { entries: [] }
    return { entries: [unreadable(name, messageOf(error))] }
  }
}

/** Names in a folder, in order. Folders, and links to folders that are followed, have a slash at the end. */
async function namesIn(path: string, { links }: WalkOptions): Promise<string[]> {
  const found = await readdir(path, { withFileTypes: true })
  const names: string[] = []
  for (const entry of found) names.push(await nameOf(path, entry, links))
  // Plain order is the order of bytes but for some rare characters, and much faster.
  return names.some((name) => /[\ud800-\uffff]/.test(name)) ? names.sort(compareNames) : names.sort()
}

function nameOf(folder: string, entry: Dirent, links: WalkOptions['links']): string | Promise<string> {
  const { name } = entry
  if (entry.isDirectory()) return `${name}/`
  if (!entry.isSymbolicLink() || links !== 'follow') return name
  return stat(join(folder, name)).then(
    (about) => (about.isDirectory() ? `${name}/` : name),
    () => name,
  )
}

function look(level: Level, own: string, options: WalkOptions, disk: QuickDisk): Entry | undefined | Promise<Entry | undefined> {
  const name = level.prefix + own
  const path = level.path + sep + own
  return (
    disk.do<Entry | undefined>(
      () => plainFile(name, path),
      () => fileEntry(name, path, options),
    ) ?? fileEntry(name, path, options)
  )
}

/** What most are, looked at in this thread; undefined for all else, also for what cannot be looked at. */
function plainFile(name: string, path: string): Entry | undefined {
  try {
    const about = process.getBuiltinModule('node:fs').lstatSync(path)
    return about.isFile() ? entryOf(name, about) : undefined
  } catch {
    return undefined
  }
}

async function fileEntry(name: string, path: string, { links }: WalkOptions): Promise<Entry | undefined> {
  try {
    const about = await lstat(path)
    if (!about.isSymbolicLink()) return entryOf(name, about)
    if (links === 'skip') return { ...entryOf(name, about), kind: 'other', problem: 'links are left out' }
    if (links === 'follow') return entryOf(name, await stat(path))
    const linkTarget = await readlink(path)
    return { name, kind: 'link', sizeBytes: 0, modifiedMs: about.mtimeMs, changedMs: about.ctimeMs, linkTarget }
  } catch (error) {
    // It was there when the folder was read: a link to nowhere is a problem, a file that is gone is gone.
    if (isGone(error) && !(await isThere(path))) return undefined
    return unreadable(name, isGone(error) ? 'it is a link to nothing' : messageOf(error))
  }
}

function entryOf(name: string, about: Stats): Entry {
  const kind = about.isFile() ? 'file' : 'other'
  return { name, kind, sizeBytes: kind === 'file' ? about.size : 0, modifiedMs: about.mtimeMs, changedMs: about.ctimeMs }
}

function unreadable(name: string, problem: string): Entry {
  return { name, kind: 'unreadable', sizeBytes: 0, modifiedMs: 0, problem }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
