import { joinBytes } from '../bytes/join-bytes.js'
import { failDecryption } from '../errors/decryption-error.js'
import { AesKey } from '../keys/aes-key.js'

/** The wrap of the Python client: AES-CTR whose counter begins at zero for every object, over data key and IV in one go. */
export async function fixedKeyStream(key: AesKey, bytes: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', AesKey.bytesOf(key), 'AES-CTR', false, ['encrypt'])
  const algorithm = { name: 'AES-CTR', counter: new Uint8Array(16), length: 128 }
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, imported, new Uint8Array(bytes)))
}

/** AES key wrap (RFC 3394), as the Java client uses it for data key and IV. */
export async function wrapRfc3394(key: AesKey, bytes: Uint8Array): Promise<Uint8Array> {
  const wrapper = await crypto.subtle.importKey('raw', AesKey.bytesOf(key), 'AES-KW', false, ['wrapKey'])
  // WebCrypto wraps keys only. A key for HMAC may have any length.
  const wrapped = await crypto.subtle.importKey('raw', new Uint8Array(bytes), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign'])
  return new Uint8Array(await crypto.subtle.wrapKey('raw', wrapped, wrapper, 'AES-KW'))
}

/** Undoes {@link wrapRfc3394}. */
export async function unwrapRfc3394(key: AesKey, wrapped: Uint8Array): Promise<Uint8Array> {
  const wrapper = await crypto.subtle.importKey('raw', AesKey.bytesOf(key), 'AES-KW', false, ['unwrapKey'])
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  try {
    const unwrapped = await crypto.subtle.unwrapKey('raw', joinBytes([wrapped]), wrapper, 'AES-KW', algorithm, true, ['sign'])
    return new Uint8Array(await crypto.subtle.exportKey('raw', unwrapped))
  } catch {
    return failDecryption()
  }
}
