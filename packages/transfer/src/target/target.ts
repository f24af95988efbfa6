import type { DownloadSession } from '../download/download-session.js'

/** What Node's streams have in common; anything with these members will do. */
export interface NodeWritable {
  write(chunk: Uint8Array, callback: (error?: Error | null) => void): boolean
  end(callback: () => void): unknown
  destroy(error?: Error): unknown
  once(event: 'error', listener: (error: Error) => void): unknown
}

/** Where the bytes of a download go: a path (Node), a web or Node stream, or a function that is given chunk after chunk, in order. */
export type DownloadTarget = string | URL | WritableStream<Uint8Array> | NodeWritable | ((chunk: Uint8Array) => void | Promise<void>)

/** How a target is opened. */
export interface TargetOptions {
  readonly isDurable: boolean
  readonly existing: 'replace' | 'fail'
  /** How many parts may be written at the same time. */
  readonly concurrency: number
  /** Opens the record of a download into the file of that path. */
  readonly open: ((path: string) => Promise<DownloadSession>) | undefined
}

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
  /** The record of this download; `left` only as far as the unfinished file is there. */
  readonly session?: DownloadSession | undefined
  /** Makes room: a file of that size, of which nothing is on the disk yet. */
  prepare?(sizeBytes: number): Promise<void>
  /** Begins writing at an offset. A target that does not take parts is written once, from the start. */
  writer(offset: number): PartWriter
  /** Waits until what was flushed outlives a loss of power. */
  sync?(): Promise<void>
  /** Forgets everything that was written. */
  restart?(): Promise<void>
  /** Makes what was written visible. */
  commit(): Promise<void>
  /** Leaves no trace of what was written, where that can be done and no later call shall go on with it. */
  discard(reason: unknown): Promise<void>
}
