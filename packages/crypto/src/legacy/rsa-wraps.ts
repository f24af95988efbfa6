import { rawPrivate, rawPublic } from '#rsa'
import { deriveBytes } from '../bytes/derive-bytes.js'
import { failDecryption } from '../errors/decryption-error.js'
import { privateNumbers, RsaKey } from '../keys/rsa-key.js'
import { type OaepHashes, padOaep, padPkcs1, unpadOaep, unpadPkcs1 } from '../rsa/padding.js'
import { modulusBytes } from '../rsa/rsa-numbers.js'

/** Encrypts by RSAES-OAEP with hashes of choice. */
export async function wrapOaep(key: RsaKey, bytes: Uint8Array, hashes: OaepHashes): Promise<Uint8Array> {
  const numbers = RsaKey.numbersOf(key)
  return rawPublic(numbers, await padOaep(bytes, modulusBytes(numbers), hashes))
}

/**
 * Decrypts RSAES-OAEP with whichever of these hashes it was made. Only one can fit, because the label's hash must be right;
 * all are tried, so that the time says nothing.
 */
export async function unwrapOaep(key: RsaKey, wrapped: Uint8Array, variants: readonly OaepHashes[]): Promise<Uint8Array> {
  const block = await decryptBlock(key, wrapped)
  const found = await Promise.all(variants.map((hashes) => unpadOaep(block, hashes)))
  return found.find((bytes) => bytes !== undefined) ?? failDecryption()
}

/** Encrypts by RSAES-PKCS1-v1_5. */
export async function wrapPkcs1(key: RsaKey, bytes: Uint8Array): Promise<Uint8Array> {
  const numbers = RsaKey.numbersOf(key)
  return rawPublic(numbers, padPkcs1(bytes, modulusBytes(numbers)))
}

/** Decrypts RSAES-PKCS1-v1_5 of a message of known length. Wrong padding gives other bytes, always the same, and no error. */
export async function unwrapPkcs1(key: RsaKey, wrapped: Uint8Array, length: number): Promise<Uint8Array> {
  const block = await decryptBlock(key, wrapped)
  const secret = new TextEncoder().encode(privateNumbers(key).d)
  const substitute = await deriveBytes(secret, new Uint8Array(wrapped), new TextEncoder().encode('cos-crypto implicit rejection'))
  return unpadPkcs1(block, length, substitute)
}

async function decryptBlock(key: RsaKey, wrapped: Uint8Array): Promise<Uint8Array> {
  const numbers = privateNumbers(key)
  if (wrapped.byteLength !== modulusBytes(numbers)) failDecryption()
  // A block above the modulus is refused by libraries; that depends on the public key and the wrapped bytes alone.
  return rawPrivate(numbers, wrapped).catch(() => failDecryption())
}
