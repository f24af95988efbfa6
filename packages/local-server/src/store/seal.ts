/** How a stretch of content is encrypted: everything needed to read it but the key that encrypts its data key. */
export interface Seal {
  /** The data key, encrypted; base64. */
  readonly dataKey: string
  /** Whose key encrypts the data key: the store's own, or one that the caller brings with each read. */
  readonly by: 'store' | 'caller'
  /** First block of the counter, base64 of 16 bytes. */
  readonly counter: string
  /** How far into the key stream this stretch begins, in bytes. */
  readonly offset: number
}

/** Which key encrypts a staged body: the store's own, or 32 bytes of the caller's. */
export type Sealing = 'store' | Uint8Array

/** The same seal for what begins `bytes` later. */
export function sealAfter(seal: Seal | undefined, bytes: number): Seal | undefined {
  return seal && { ...seal, offset: seal.offset + bytes }
}
