import type { Attributes } from '../attributes.js'
import type { Entry, EntryStream } from '../entry.js'
import type { LinkPolicy } from '../many-options.js'
import type { NameTest } from '../name-filter.js'
import type { SmallFile } from './write-small-file.js'

/** How a folder is walked. */
export interface WalkOptions {
  readonly links: LinkPolicy
  readonly enters: NameTest['enters']
  readonly signal: AbortSignal | undefined
  /** Takes a folder that is not there for an empty one. */
  readonly mayBeMissing: boolean
}

/** Where a file goes. */
export interface FilePlace {
  readonly path: string
  /** Permissions of the file that is there. */
  readonly mode: number | undefined
}

/** Writes below a folder, and nowhere else. */
export interface FolderWriter {
  /**
   * Makes the folders on the way and gives the path of a file, and the permissions of the one that is there; fails where the
   * way leads through a link, or to one.
   */
  place(name: string): FilePlace | Promise<FilePlace>
  /** Writes a small file as a whole. */
  write(file: SmallFile): void | Promise<void>
  makeFolder(name: string): Promise<void>
  makeLink(name: string, linkTarget: string): Promise<void>
  /** Gives a file its time and permissions. */
  describe(path: string, attributes: Attributes): Promise<void>
  /** Removes what is still as the plan saw it, and the folders that become empty. */
  remove(entry: Pick<Entry, 'name' | 'kind' | 'sizeBytes'> & { readonly modifiedMs?: number | undefined }): Promise<void>
}

/** A file as it was found, with its bytes when it is small. */
export interface FoundFile {
  readonly path: string
  readonly sizeBytes: number
  readonly modifiedMs: number
  readonly mode: number
  readonly bytes: Uint8Array | undefined
}

/** A file of JSON lines that appears at the end. */
export interface LineFile {
  add(line: string): Promise<void>
  /** Gives it its name; removes what has that name when nothing was added. */
  close(): Promise<void>
}

/** What folders can do: only in Node. */
export interface Folders {
  readonly isWindows: boolean
  walk(root: string, options: WalkOptions): EntryStream
  writer(root: string): FolderWriter
  /** Whether the file system takes names for the same that differ in case alone; it finds out without writing. */
  ignoresCase(root: string): Promise<boolean>
  pathOf(root: string, name: string): string
  /** Makes the function that looks at a file, and reads it when it has at most so many bytes. */
  reader(): (path: string, mostBytes: number) => FoundFile | Promise<FoundFile>
  digest(path: string, algorithm: 'crc64' | 'md5', signal: AbortSignal | undefined): Promise<string>
  lineFile(path: string): LineFile
  lines(path: string): AsyncIterable<string>
}
