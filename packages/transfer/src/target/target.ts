/** Where the bytes of a download go: a path (Node), a web stream, or a function that is given chunk after chunk, in order. */
export type DownloadTarget = string | URL | WritableStream<Uint8Array> | ((chunk: Uint8Array) => void | Promise<void>)

/** Takes the bytes of one part, in order. */
export interface PartWriter {
  write(chunk: Uint8Array): void | Promise<void>
  /** Waits until everything is written. */
  flush(): Promise<void>
}

/** An opened target. */
export interface Target {
  /** Whether parts may be written at the same time, each at its place. */
  readonly takesParts: boolean
  /** Begins writing at an offset. A target that does not take parts is written once, from the start. */
  writer(offset: number): PartWriter
  /** Makes what was written visible. */
  commit(): Promise<void>
  /** Leaves no trace of what was written, where that can be done. */
  discard(reason: unknown): Promise<void>
}
