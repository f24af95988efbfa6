import { constants, createPrivateKey, createPublicKey, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { rsaKey } from '../keys/rsa-key.js'
import { unwrapOaep, unwrapPkcs1, wrapOaep, wrapPkcs1 } from '../legacy/rsa-wraps.js'
import { padOaep, unpadOaep, unpadPkcs1 } from './padding.js'
import * as node from './rsa-node.js'
import type { RsaJsonWebKey, RsaNumbers } from './rsa-numbers.js'
import * as web from './rsa-web.js'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const numbers = privateKey.export({ format: 'jwk' }) as unknown as RsaNumbers
const { n, e } = numbers
const passphrase = 'open sesame'
const pem = (type: 'pkcs1' | 'pkcs8') => privateKey.export({ type, format: 'pem' }) as string
const der = (type: 'pkcs1' | 'pkcs8') => new Uint8Array(privateKey.export({ type, format: 'der' }))
const sealed = (cipher: string) => privateKey.export({ type: 'pkcs8', format: 'pem', cipher, passphrase }) as string

describe.each([
  ['node', node],
  ['web', web],
])('%s', (_name, { readRsaKey, rawPrivate, rawPublic }) => {
  test.each([
    ['PKCS #1 as PEM', pem('pkcs1')],
    ['PKCS #8 as PEM', pem('pkcs8')],
    ['PKCS #1 as DER', der('pkcs1')],
    ['PKCS #8 as DER', der('pkcs8')],
    ['JWK', privateKey.export({ format: 'jwk' }) as RsaJsonWebKey],
    ['PKCS #8 encrypted by AES-256', sealed('aes-256-cbc')],
    ['PKCS #8 encrypted by AES-128', sealed('aes-128-cbc')],
  ])('reads a private key: %s', async (_form, source) => {
    expect(await readRsaKey(source, passphrase)).toEqual({ ...numbers, kty: 'RSA' })
  })

  test.each([
    ['SPKI as PEM', publicKey.export({ type: 'spki', format: 'pem' }) as string],
    ['PKCS #1 as PEM', publicKey.export({ type: 'pkcs1', format: 'pem' }) as string],
    ['SPKI as DER', new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))],
    ['PKCS #1 as DER', new Uint8Array(publicKey.export({ type: 'pkcs1', format: 'der' }))],
    ['JWK', publicKey.export({ format: 'jwk' }) as RsaJsonWebKey],
  ])('reads a public key: %s', async (_form, source) => {
    expect(await readRsaKey(source, undefined)).toEqual({ kty: 'RSA', n, e })
  })

  test('reads nothing where nothing is', async () => {
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    const sources = ['', 'PRIVATE KEY', pem('pkcs8').slice(0, 300), new Uint8Array(9), new Uint8Array([0x30, 0x84, 255, 255, 255, 255])]
    for (const source of [...sources, elliptic.export({ type: 'pkcs8', format: 'pem' }) as string, { kty: 'RSA' }]) {
      expect(await readRsaKey(source, undefined)).toBeUndefined()
    }
    expect(await readRsaKey(sealed('aes-256-cbc'), 'wrong')).toBeUndefined()
    expect(await readRsaKey(sealed('aes-256-cbc'), undefined)).toBeUndefined()
  })

  test('the raw operations are those of the library, in both directions', async () => {
    for (let round = 0; round < 5; round++) {
      const block = crypto.getRandomValues(new Uint8Array(256))
      block[0] = 0
      const hidden = await rawPublic(numbers, block)
      expect(Buffer.from(hidden)).toEqual(publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block))
      expect(Buffer.from(await rawPrivate(numbers, hidden))).toEqual(Buffer.from(block))
    }
  })
})

describe('padding', () => {
  const message = Uint8Array.from({ length: 32 }, (_, index) => index)

  test.each(['SHA-1', 'SHA-256'] as const)('OAEP with %s is that of the library, in both directions', async (hash) => {
    const key = await rsaKey({ privateKey: pem('pkcs8') })
    const hashes = { label: hash, mask: hash }
    const oaepHash = hash.replace('-', '').toLowerCase()
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    const wrapped = await wrapOaep(key, message, hashes)
    expect(new Uint8Array(privateDecrypt({ key: privateKey, padding, oaepHash }, wrapped))).toEqual(message)
    const theirs = publicEncrypt({ key: publicKey, padding, oaepHash }, message)
    expect(await unwrapOaep(key, theirs, [hashes])).toEqual(message)
  })

  test('OAEP is refused when any byte of the block differs, or the hashes do', async () => {
    const hashes = { label: 'SHA-256', mask: 'SHA-1' } as const
    const block = await padOaep(message, 256, hashes)
    expect(await unpadOaep(block, hashes)).toEqual(message)
    expect(await unpadOaep(block, { label: 'SHA-256', mask: 'SHA-256' })).toBeUndefined()
    for (let at = 0; at < block.byteLength; at += 1) {
      const changed = block.map((byte, index) => (index === at ? byte ^ 0x80 : byte))
      const found = await unpadOaep(changed, hashes)
      expect(found && Buffer.from(found).equals(message)).not.toBe(true)
    }
  })

  test('PKCS #1 v1.5 that is wrong gives other bytes, always the same, and no error', async () => {
    const key = await rsaKey({ privateKey: pem('pkcs8') })
    const wrapped = await wrapPkcs1(key, message)
    expect(await unwrapPkcs1(key, wrapped, 32)).toEqual(message)
    const changed = wrapped.map((byte, index) => (index === 200 ? byte ^ 1 : byte))
    const first = await unwrapPkcs1(key, changed, 32)
    expect(first.byteLength).toBe(32)
    expect(first).not.toEqual(message)
    expect(await unwrapPkcs1(key, changed, 32)).toEqual(first)
    // A length that does not fit is wrong padding, too.
    expect((await unwrapPkcs1(key, wrapped, 16)).byteLength).toBe(16)
  })

  test('each byte of PKCS #1 v1.5 padding counts', () => {
    const substitute = new Uint8Array(4).fill(9)
    const block = Uint8Array.from([0, 2, 7, 7, 7, 7, 7, 7, 7, 7, 0, 1, 2, 3, 4])
    expect(unpadPkcs1(block, 4, substitute)).toEqual(Uint8Array.from([1, 2, 3, 4]))
    for (const [at, byte] of [
      [0, 1],
      [1, 1],
      [2, 0],
      [9, 0],
      [10, 1],
    ] as const) {
      expect(
        unpadPkcs1(
          block.map((old, index) => (index === at ? byte : old)),
          4,
          substitute,
        ),
      ).toEqual(substitute)
    }
  })
})

describe('rsaKey', () => {
  test('refuses what cannot work without quoting it', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const refused = [
      [{ privateKey: sealed('aes-256-cbc'), passphrase: 'not this' }, 'privateKey'],
      [{ privateKey: publicKey.export({ type: 'spki', format: 'pem' }) as string }, 'privateKey'],
      [{ publicKey: 'nothing' }, 'publicKey'],
      [{ privateKey: pem('pkcs1'), publicKey: other.publicKey.export({ type: 'spki', format: 'pem' }) as string }, 'publicKey'],
      [{ privateKey: short.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }, 'privateKey'],
      [{ privateKey: pem('pkcs8'), id: 'no spaces' }, 'id'],
    ] as const
    for (const [options, member] of refused) {
      const error = await rsaKey(options).then(
        () => undefined,
        (caught: Error & { member?: string }) => caught,
      )
      expect(error).toMatchObject({ name: 'InputError', member })
      expect(inspect(error, { depth: 9 })).not.toMatch(/not this|MII|sesame/)
    }
  })

  test('shows nothing of itself', async () => {
    const key = await rsaKey({ privateKey: pem('pkcs8') })
    const secret = createPrivateKey(pem('pkcs8')).export({ format: 'jwk' }).d!
    expect(inspect(key, { depth: 9, showHidden: true }) + JSON.stringify(key) + String(key)).not.toContain(secret.slice(0, 12))
    expect(createPublicKey(pem('pkcs8'))).toBeDefined()
  })

  test('a public key alone wraps and cannot unwrap', async () => {
    const open = await rsaKey({ publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string })
    const wrapped = await open.wrap(new Uint8Array(32).fill(3))
    const both = await rsaKey({ privateKey: pem('pkcs8') })
    expect(await both.unwrap(wrapped)).toEqual(new Uint8Array(32).fill(3))
    await expect(open.unwrap(wrapped)).rejects.toMatchObject({ name: 'InputError', member: 'keys' })
  })
})
