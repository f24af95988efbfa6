/**
 * Keeps the bytes of blobs: content too large to stand in a record. Which blobs count is the ledger's business; a vault only
 * promises that a blob not settled before the process died is gone when the store is opened again.
 */
export interface Vault {
  /** Content up to this size stays with the record. */
  readonly inlineLimitBytes: number
  /** Starts a new blob. */
  createBlob(): Promise<BlobWriter>
  /** Writes a new blob at once, within a transaction. */
  createBlobNow(pieces: readonly Uint8Array[]): number
  /** Writes into a settled blob from `offset` on, within a transaction. */
  overwriteNow(blob: number, offset: number, bytes: Uint8Array): void
  /** Keeps new blobs for good, now that the ledger counts them. */
  settle(blobs: readonly number[]): void
  /** Removes blobs the ledger no longer counts, or never did, once nobody holds them. */
  remove(blobs: readonly number[]): void
  /** Takes back `remove`, for a blob that is held and has found a new owner. */
  keep(blob: number): void
  /** Holds blobs: their bytes stay readable until as many calls of `letGo`. */
  hold(blobs: readonly number[]): void
  letGo(blobs: readonly number[]): void
  /** Reads a stretch of a blob in pieces of bounded size. */
  read(blob: number, offset: number, length: number): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/** A blob being written. */
export interface BlobWriter {
  readonly blob: number
  /** Takes a chunk; the chunk's memory is the caller's again once the promise has resolved. */
  write(chunk: Uint8Array): Promise<void>
  finish(): Promise<void>
  abort(): Promise<void>
}
