import { constants, createPrivateKey, createPublicKey, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto'
import { numbersOf, type RsaJsonWebKey, type RsaKeySource, type RsaNumbers } from './rsa-numbers.js'

/** Reads a key in any form, opening it with the passphrase; `undefined` when it cannot be read. */
export async function readRsaKey(source: RsaKeySource, passphrase: string | undefined): Promise<RsaNumbers | undefined> {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) return numbersOf(source)
  for (const key of candidates(source, passphrase)) {
    const read = key()
    if (read) return numbersOf(read.export({ format: 'jwk' }) as RsaJsonWebKey)
  }
  return undefined
}

function candidates(source: string | Uint8Array, passphrase: string | undefined): (() => KeyObject | undefined)[] {
  const attempt = (make: () => KeyObject) => () => {
    try {
      return make()
    } catch {
      // The library's message could quote the key.
      return undefined
    }
  }
  if (typeof source === 'string') {
    const isPrivate = source.includes('PRIVATE KEY')
    return [attempt(() => (isPrivate ? createPrivateKey({ key: source, passphrase }) : createPublicKey(source)))]
  }
  const key = Buffer.from(source)
  return [
    ...(['pkcs8', 'pkcs1'] as const).map((type) => attempt(() => createPrivateKey({ key, format: 'der', type, passphrase }))),
    ...(['spki', 'pkcs1'] as const).map((type) => attempt(() => createPublicKey({ key, format: 'der', type }))),
  ]
}

/** The RSA operation of the public key, without padding. */
export async function rawPublic(numbers: RsaNumbers, block: Uint8Array): Promise<Uint8Array> {
  const { kty, n, e } = numbers
  const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' })
  return new Uint8Array(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block))
}

/** The RSA operation of the private key, without padding. The library blinds it. */
export async function rawPrivate(numbers: RsaNumbers, block: Uint8Array): Promise<Uint8Array> {
  const key = createPrivateKey({ key: { ...numbers }, format: 'jwk' })
  return new Uint8Array(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, block))
}
