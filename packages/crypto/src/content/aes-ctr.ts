/** What a content cipher is made of. */
export interface AesCtrOptions {
  /** The data key of the object: 32 bytes. */
  readonly key: Uint8Array
  /** The counter of the first block of the object: 16 bytes, read as one big-endian number. */
  readonly iv: Uint8Array
  /** Where in the object the first chunk begins, in bytes; any number, also inside a block. Default: 0. */
  readonly offsetBytes?: number | undefined
  /**
   * Lets results be in memory that is used again: each is good until the call after the next one, and must not be transferred.
   * In Node that takes half of the CPU away, because fresh memory costs as much as the cipher. Default false.
   */
  readonly reusesMemory?: boolean | undefined
}

/** A key stream and a place in it. The same call encrypts and decrypts. */
export interface AesCtr {
  /**
   * Encrypts or decrypts the next bytes and returns as many. Chunks may have any length; their order is that of the calls, also
   * when several are under way. The chunk is not changed, and must not be changed before the result is there.
   */
  update(chunk: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/** How the cipher of a runtime is started inside of this package. */
export type AesCtrTuning = Pick<AesCtrOptions, 'reusesMemory'>
