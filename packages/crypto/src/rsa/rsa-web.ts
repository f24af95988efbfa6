import { fromBase64Url } from '../bytes/base64.js'
import { readDerKey } from './read-der-key.js'
import { numbersOf, type RsaKeySource, type RsaNumbers } from './rsa-numbers.js'

/** Reads a key in any form, opening it with the passphrase; `undefined` when it cannot be read. */
export async function readRsaKey(source: RsaKeySource, passphrase: string | undefined): Promise<RsaNumbers | undefined> {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) return numbersOf(source)
  return readDerKey(source, passphrase)
}

// WebCrypto has no RSA without padding, which the formats of other clients need. Numbers of any length do it, not in constant
// time: blinding takes the ciphertext out of what the time depends on.

/** The RSA operation of the public key, without padding. */
export async function rawPublic({ n, e }: RsaNumbers, block: Uint8Array): Promise<Uint8Array> {
  return bytesOf(power(numberOf(block), number(e), number(n)), block.byteLength)
}

/** The RSA operation of the private key, without padding. */
export async function rawPrivate(numbers: RsaNumbers, block: Uint8Array): Promise<Uint8Array> {
  const [n, e, p, q, dp, dq, qi] = (['n', 'e', 'p', 'q', 'dp', 'dq', 'qi'] as const).map((name) => number(numbers[name] ?? '')) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  const blind = numberOf(crypto.getRandomValues(new Uint8Array(block.byteLength))) % n || 1n
  const hidden = (numberOf(block) * power(blind, e, n)) % n
  const left = power(hidden % p, dp, p)
  const right = power(hidden % q, dq, q)
  const joined = right + ((q * ((((left - right) * qi) % p) + p)) % (p * q))
  return bytesOf(((joined % n) * inverse(blind, n)) % n, block.byteLength)
}

function number(text: string): bigint {
  return numberOf(fromBase64Url(text) ?? new Uint8Array(0))
}

function numberOf(bytes: Uint8Array): bigint {
  let hex = '0x0'
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return BigInt(hex)
}

function bytesOf(value: bigint, length: number): Uint8Array {
  const hex = value.toString(16).padStart(length * 2, '0')
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [left, right, a, b] = [value, modulus, 1n, 0n]
  while (right > 0n) {
    const quotient = left / right
    ;[left, right, a, b] = [right, left - quotient * right, b, a - quotient * b]
  }
  return ((a % modulus) + modulus) % modulus
}
