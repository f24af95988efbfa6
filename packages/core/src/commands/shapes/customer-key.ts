import { md5 } from '#md5'
import { base64 } from '../../checksum/base64.js'
import { refuse } from '../../errors/input-error.js'

/** A key of the caller's own for SSE-C, made by {@link customerKey}. COS encrypts with it and forgets it. */
export interface CustomerKey {
  readonly algorithm: 'AES256'
  /** Base64 of the 32 bytes. It is not enumerable, so that printing a command does not show it. */
  readonly key: string
  /** Base64 of the MD5 of the 32 bytes: what COS remembers, and answers with. */
  readonly keyMd5: string
}

/**
 * Makes the key of an SSE-C encryption of 32 bytes, or of their base64 form, and computes the MD5 that goes with it. The same
 * key must be given to every read, copy and part of the object. COS takes it over HTTPS only.
 *
 * @throws InputError when it has another length.
 */
export function customerKey(key: Uint8Array | string): CustomerKey {
  const bytes = typeof key === 'string' ? bytesOf(key) : key
  if (!(bytes instanceof Uint8Array) || bytes.byteLength !== 32) refuse('customerKey', 'must be 32 bytes, or their base64 form')
  const made = { algorithm: 'AES256', keyMd5: base64(md5(bytes)) } as const
  return Object.defineProperty(made, 'key', { value: base64(bytes) }) as CustomerKey
}

function bytesOf(text: string): Uint8Array | undefined {
  return /^[A-Za-z\d+/]{43}=$/.test(text) ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0)) : undefined
}
