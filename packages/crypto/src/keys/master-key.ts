/**
 * A master key: it wraps the data key of each object, and nothing else. Make one with `aesKey`, `rsaKey` or `kmsKey`, or write
 * one for a key store of your own: `wrap` and `unwrap` may call any service.
 */
export interface MasterKey {
  /** Names the key in the envelopes it writes, so that it is found again among several. Letters, digits, `.`, `_`, `/` and `-`. Not secret. */
  readonly id: string
  /** Names how it wraps, in the same letters: an envelope is opened only by a key that wraps in the same way. */
  readonly algorithm: string
  /**
   * Encrypts a data key of 32 bytes; the result has at most 1024. `context` is what the envelope says besides: bind it where
   * the key store takes additional data, so that parts of two envelopes do not fit together.
   */
  wrap(dataKey: Uint8Array, context: string): Promise<Uint8Array>
  /** Undoes `wrap`. Whatever it throws, callers see a `DecryptionError`, unless it is a `CosError` of its own. */
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>
}
