import { InputError } from '@cos/core'
import { startAesCtr } from '#aes-ctr'
import type { AesCtr, AesCtrOptions } from './aes-ctr.js'

/**
 * Starts the content cipher of encrypted objects: AES-256-CTR whose 128-bit counter wraps to zero, as the Python, Go and Java
 * SDKs write it. `offsetBytes` seeks, so a range of an object is decrypted without what stands before it.
 *
 * The cipher keeps content secret and proves nothing: a changed byte or a wrong key gives other content, not an error. A key
 * and IV may encrypt one content only; two under the same pair give both away. Throws an `InputError` when `key` has not 32
 * bytes, `iv` not 16, or `offsetBytes` is not a whole number from 0.
 */
export function createAesCtr(options: AesCtrOptions): AesCtr {
  const { key, iv, offsetBytes = 0, reusesMemory } = options
  if (!hasBytes(key, 32)) throw new InputError('must be 32 bytes', { member: 'key' })
  if (!hasBytes(iv, 16)) throw new InputError('must be 16 bytes', { member: 'iv' })
  if (!Number.isSafeInteger(offsetBytes) || offsetBytes < 0)
    throw new InputError('must be a whole number, 0 or more', { member: 'offsetBytes' })
  return startAesCtr(key, iv, offsetBytes, { reusesMemory })
}

function hasBytes(value: unknown, length: number): boolean {
  return value instanceof Uint8Array && value.byteLength === length
}
