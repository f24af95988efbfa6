import { fromBase64, toBase64Url } from '../bytes/base64.js'
import { type DerValue, partsOf, readDer } from './der.js'
import { numbersOf, type RsaNumbers } from './rsa-numbers.js'

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
// Object identifiers as DER writes them.
const pbes2 = '2a864886f70d01050d'
const pbkdf2 = '2a864886f70d01050c'
const hashes: Readonly<Record<string, string>> = { '2a864886f70d0207': 'SHA-1', '2a864886f70d0209': 'SHA-256' }
/** AES-CBC with keys of so many bytes. */
const cbcKeyBytes: Readonly<Record<string, number>> = { '608648016503040102': 16, '60864801650304012a': 32 }

/** Reads a key from PEM or DER, as PKCS #1, PKCS #8 (also encrypted, PBES2) or SPKI; `undefined` for anything else. */
export async function readDerKey(source: string | Uint8Array, passphrase: string | undefined): Promise<RsaNumbers | undefined> {
  try {
    const bytes = typeof source === 'string' ? fromPem(source) : source
    return bytes && (await fromDer(bytes, passphrase))
  } catch {
    return undefined
  }
}

function fromPem(text: string): Uint8Array | undefined {
  const [, label, body] = /-----BEGIN ([A-Z ]*(?:PUBLIC|PRIVATE) KEY)-----([^-]*)-----END \1-----/.exec(text) ?? []
  // What OpenSSL encrypted before PKCS #8 needs MD5 and DES, which no browser has.
  if (!label || !body || body.includes('Proc-Type')) return undefined
  return fromBase64(body.replace(/\s/g, ''))
}

async function fromDer(bytes: Uint8Array, passphrase: string | undefined): Promise<RsaNumbers | undefined> {
  const parts = partsOf(readDer(bytes)[0])
  const [first, second, third] = parts
  // PKCS #1: only numbers.
  if (first?.tag === 2 && second?.tag === 2) return fromNumbers(parts.length === 2 ? parts : parts.slice(1))
  if (first?.tag === 2 && third) return fromDer(third.bytes, undefined)
  if (second?.tag === 3) return fromDer(second.bytes.subarray(1), undefined)
  if (second?.tag === 4 && passphrase !== undefined) return fromDer(await decrypted(first, second.bytes, passphrase), undefined)
  return undefined
}

function fromNumbers(values: readonly DerValue[]): RsaNumbers | undefined {
  const [n, e, d, p, q, dp, dq, qi] = values.map(({ bytes }) => toBase64Url(bytes[0] === 0 ? bytes.subarray(1) : bytes))
  return numbersOf({ kty: 'RSA', n: n!, e: e!, ...(d && { d, p: p!, q: q!, dp: dp!, dq: dq!, qi: qi! }) })
}

async function decrypted(scheme: DerValue | undefined, sealed: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const [name, parameters] = partsOf(scheme)
  const [derivation, cipher] = partsOf(parameters)
  const [derivationName, derivationParameters] = partsOf(derivation)
  const [cipherName, iv] = partsOf(cipher)
  const [salt, iterations, ...rest] = partsOf(derivationParameters)
  const digest = rest.find(({ tag }) => tag === 0x30)
  const hash = digest ? hashes[hex(partsOf(digest)[0]!.bytes)] : 'SHA-1'
  const keyBytes = cbcKeyBytes[hex(cipherName!.bytes)]
  if (hex(name!.bytes) !== pbes2 || hex(derivationName!.bytes) !== pbkdf2 || !hash || !keyBytes) throw new RangeError('unknown scheme')
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveBits'])
  const algorithm = { name: 'PBKDF2', hash, salt: new Uint8Array(salt!.bytes), iterations: Number(`0x${hex(iterations!.bytes)}`) }
  const bits = await crypto.subtle.deriveBits(algorithm, secret, keyBytes * 8)
  const key = await crypto.subtle.importKey('raw', bits, 'AES-CBC', false, ['decrypt'])
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: new Uint8Array(iv!.bytes) }, key, new Uint8Array(sealed)))
}
