/** A file on its way: nothing is seen of it before `commit`. */
export interface DownloadTarget {
  write(chunk: Uint8Array): Promise<void>
  /** Gives the file its name. */
  commit(): Promise<void>
  /** Takes back what was written. */
  discard(): Promise<void>
}
