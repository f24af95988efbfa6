/** Encrypts chunks of one attempt. */
export interface ChunkSealer {
  /**
   * Seals the next chunk and returns what is ready to be sent: the stored form of one or several chunks (attempt, encrypted
   * bytes, tag), or nothing yet. The memory is good until the call after the next one that returns something.
   */
  seal(nonce: Uint8Array<ArrayBuffer>, chunk: Uint8Array, isLast: boolean): Uint8Array | undefined | Promise<Uint8Array | undefined>
}

/** Decrypts chunks of one attempt. */
export interface ChunkOpener {
  /** Returns the bytes of a chunk in pieces, or nothing when its tag is wrong. `sealed` is the chunk as stored without the attempt. */
  open(nonce: Uint8Array<ArrayBuffer>, sealed: Uint8Array): readonly Uint8Array[] | undefined | Promise<readonly Uint8Array[] | undefined>
}

/** The nonce of a chunk: whether the object ends with it, three zero bytes, its number from 0 as a big-endian number of 64 bits. */
export function chunkNonce(index: number, isFinal: boolean): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12)
  nonce[0] = +isFinal
  new DataView(nonce.buffer).setBigUint64(4, BigInt(index))
  return nonce
}
