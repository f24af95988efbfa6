import type { MasterKey } from '../keys/master-key.js'

/** User metadata as stored, without the `x-cos-meta-` prefix. */
export type Metadata = Readonly<Record<string, string>>

/** Places in the stored bytes; without `last`, up to the end. */
export interface StoredRange {
  readonly first: number
  readonly last?: number | undefined
}

/** How lengths and places of the content and of the stored bytes belong together. */
export interface Layout {
  /** Length as stored. */
  storedBytes(plainBytes: number): number
  /** Length of the content; `undefined` when no content is stored in so many bytes. */
  plainBytes(storedBytes: number, metadata: Metadata): number | undefined
  /** The stored bytes that hold the bytes `first` to `last` of the content. */
  storedRange(first: number, last: number | undefined): StoredRange
  /** How many bytes at the end hold the last so many of the content; `undefined` when only all of them do. */
  storedSuffix(plainBytes: number): number | undefined
}

/** Memory for encrypted bytes that pieces use one after another, because fresh memory for each costs as much as its encryption. */
export interface PieceMemory {
  /** Used by nobody. */
  readonly free: Uint8Array[]
  /** What this piece took: whoever sends it makes it free again, once nobody reads what was given out. */
  readonly taken: Uint8Array[]
}

/** What is encrypted in one go, and where it stands. */
export interface Piece {
  /** Where it begins in the object, in bytes. */
  readonly offsetBytes: number
  /** Its length; unknown for some streams. */
  readonly sizeBytes: number | undefined
  /** True when the object ends with it. */
  readonly isFinal: boolean
  /** Where others follow. Default: memory of its own. */
  readonly memory?: PieceMemory | undefined
}

/** Which bytes of an object arrive, and which of them are wanted. */
export interface Reading {
  /** First byte of the content that is wanted. */
  readonly first: number
  /** Where the first byte that arrives stands in the stored object. */
  readonly storedFirst: number
  /** Where in the stored object the bytes end that should arrive. */
  readonly storedEnd: number
  /** Length of the content that is wanted. */
  readonly sizeBytes: number
  /** Length of the whole stored object. */
  readonly storedSizeBytes: number
}

/** How a format takes an object in parts. */
export interface PartRules {
  /** Stands for the object in upload ids, so that another process can go on; `undefined` where that would not be safe. */
  readonly ticket: string | undefined
  /**
   * Every part but the last has a multiple of so many bytes, and where the last one has too, an empty one behind it says that
   * the object ends there. `undefined` where parts may have any length.
   */
  readonly chunkBytes: number | undefined
}

/** The bytes of one object, with its data key. */
export interface Content {
  /**
   * Encrypts; every call makes its own beginning, so that a repetition may bring other bytes. What is given out is good until
   * the piece after the next one is asked for.
   */
  encrypt(source: AsyncIterable<Uint8Array>, piece: Piece): AsyncIterable<Uint8Array>
  /** Decrypts what is wanted of the bytes that arrive. */
  decrypt(stored: AsyncIterable<Uint8Array>, reading: Reading): AsyncGenerator<Uint8Array>
  /** Absent where the format cannot be written in parts. */
  readonly parts?: PartRules | undefined
}

/** A new object: what its metadata say, and its content. */
export interface NewObject {
  readonly metadata: Metadata
  readonly content: Content
}

/** One way of writing encrypted objects. Make one with `chunkedFormat`, or with those named after other clients. */
export interface ObjectFormat {
  readonly name: string
  /** True when it takes the keys of the client; the formats of other clients bring their own. */
  readonly needsKeys: boolean
  readonly layout: Layout
  /** Tells whether the metadata say that an object is in this format. */
  claims(metadata: Metadata): boolean
  /** Tells whether an entry of the metadata belongs to the format; its name in lower case. */
  owns(entry: string): boolean
  /** Begins a new object under the first key, or under the key of the format. */
  create(keys: readonly MasterKey[], about: { readonly sizeBytes: number | undefined; readonly isInParts: boolean }): Promise<NewObject>
  /** Reads the ticket of an upload back into the metadata it stands for; `undefined` when it is none. */
  metadataOf?(ticket: string): Metadata | undefined
  /** Opens an envelope. Throws a `DecryptionError`. */
  open(metadata: Metadata, keys: readonly MasterKey[]): Promise<Content>
}
