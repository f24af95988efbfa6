/** Something that is at a place. */
export interface Entry {
  /** Name below the place, segments separated by `/`. Folders end in one. */
  readonly name: string
  /** `other`: a device, a socket, or a link that is not followed. `unreadable`: it is there, but that is all that is known. */
  readonly kind: 'file' | 'folder' | 'link' | 'other' | 'unreadable'
  readonly sizeBytes: number
  /** When its content changed: a file's mtime, an object's Last-Modified. */
  readonly modifiedMs: number
  /** When anything about a file changed, as the file system says. */
  readonly changedMs?: number | undefined
  /** Of objects, quoted. */
  readonly etag?: string | undefined
  /** Where a link points to. */
  readonly linkTarget?: string | undefined
  /** Of a folder on disk: nothing is in it. */
  readonly isEmpty?: boolean | undefined
  /** Why it is unreadable, or what else it is. */
  readonly problem?: string | undefined
}

/** Entries in the order of the UTF-8 bytes of their names, many at a time, because each wait costs more than a comparison. */
export type EntryStream = AsyncGenerator<readonly Entry[], void>
