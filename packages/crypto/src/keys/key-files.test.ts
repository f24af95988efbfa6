import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toBase64 } from '../bytes/base64.js'
import { AesKey, aesKey, generateAesKey } from './aes-key.js'
import { aesKeyFile, rsaKeyFiles } from './key-files.js'
import { readKeyFile } from './read-key-file-web.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cos-keys-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('an AES key is read from bytes or base64, with or without an end of line', async () => {
  const bytes = generateAesKey()
  for (const content of [bytes, toBase64(bytes), `${toBase64(bytes)}\n`]) {
    const path = join(folder, 'aes')
    await writeFile(path, content)
    expect(AesKey.bytesOf(await aesKeyFile({ path, id: 'a' }))).toEqual(bytes)
  }
})

test('an RSA pair is read from its files', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const [privateKeyPath, publicKeyPath, derPath] = ['private.pem', 'public.pem', 'private.der'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await writeFile(privateKeyPath, privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' }))
  await writeFile(derPath, privateKey.export({ type: 'pkcs1', format: 'der' }))
  await writeFile(publicKeyPath, publicKey.export({ type: 'spki', format: 'pem' }))
  const wrapped = await (await rsaKeyFiles({ publicKeyPath })).wrap(new Uint8Array(32))
  for (const options of [
    { privateKeyPath, passphrase: 'p' },
    { privateKeyPath: derPath, publicKeyPath },
  ]) {
    expect(await (await rsaKeyFiles(options)).unwrap(wrapped)).toEqual(new Uint8Array(32))
  }
})

test('a file that is not there is an error, and no key is made', async () => {
  await expect(aesKeyFile({ path: join(folder, 'missing') })).rejects.toMatchObject({ name: 'InputError', member: 'path' })
  await expect(rsaKeyFiles({ privateKeyPath: join(folder, 'missing') })).rejects.toMatchObject({ member: 'privateKeyPath' })
  await expect(rsaKeyFiles({})).rejects.toMatchObject({ member: 'publicKey' })
  await writeFile(join(folder, 'large'), new Uint8Array(70_000))
  await expect(aesKeyFile({ path: join(folder, 'large') })).rejects.toMatchObject({ member: 'path' })
  await expect(readKeyFile('x', 'path')).rejects.toMatchObject({ member: 'path' })
})

test('what is no AES key is refused without quoting it, and a key shows nothing of itself', async () => {
  for (const key of ['c2VjcmV0', 'secret', new Uint8Array(31), undefined as unknown as string]) {
    const error = (() => {
      try {
        aesKey({ key })
      } catch (caught) {
        return caught
      }
      return undefined
    })()
    expect(error).toMatchObject({ name: 'InputError', member: 'key' })
    expect(inspect(error)).not.toMatch(/c2Vj|secret/)
  }
  const bytes = new Uint8Array(32).fill(0xab)
  const key = aesKey({ key: bytes })
  expect(inspect(key, { showHidden: true, depth: 9 }) + JSON.stringify(key)).not.toMatch(/171|ab, ?ab|q6ur/)
  expect(JSON.parse(JSON.stringify(key))).toEqual({ id: 'default', algorithm: 'A256GCM' })
  // The caller's memory is the caller's again.
  bytes.fill(0)
  expect(AesKey.bytesOf(key)[0]).toBe(0xab)
})
