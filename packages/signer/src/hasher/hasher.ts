/** A key of HMAC-SHA1, prepared: only a hasher of the kind that made it can use it. */
export interface HmacKey {
  readonly inner: Int32Array | string
  readonly outer: Int32Array | string
}

/**
 * Gathers text and digests it; with each digest the next text begins. There are two: one made for speed, and a small one for
 * browsers.
 */
export interface Hasher {
  /** Adds text, plain or percent-encoded as COS does it, with one ASCII character behind it. Throws for half a surrogate pair. */
  write(text: string, end?: string, isEncoded?: boolean): void
  /** Forgets the text. */
  clear(): void
  /** Takes the text; gives its SHA-1 in lower-case hex. */
  sha1(): string
  /** Takes the text; gives its HMAC-SHA1 in lower-case hex. */
  hmac(key: HmacKey): string
  /** Takes the text as the key of an HMAC. */
  key(): HmacKey
}
