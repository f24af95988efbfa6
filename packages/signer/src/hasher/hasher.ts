import type { CanonicalRequest } from '../canonical.js'

/** A key of HMAC-SHA1, prepared: only a hasher of the kind that made it can use it. */
export interface HmacKey {
  readonly inner: Int32Array | string
  readonly outer: Int32Array | string
}

/**
 * Digests texts into lower-case hex. There are two: one made for speed, and a small one for browsers. Half a surrogate pair is
 * a `URIError`.
 */
export interface Hasher {
  /** SHA-1 of a text. */
  sha1(text: string): string
  /** SHA-1 of the HttpString of a request. */
  sha1OfRequest(request: CanonicalRequest): string
  /** HMAC-SHA1 of a text. */
  hmac(key: HmacKey, text: string): string
  /** Prepares the key of an HMAC. */
  key(text: string): HmacKey
}
