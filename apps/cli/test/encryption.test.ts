import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { CreateBucketCommand, GetObjectCommand } from '@cos/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
  await stage.client.send(new CreateBucketCommand({ bucket: stage.bucket }))
})
afterEach(() => stage.close())

const secret = 'for your eyes only, '.repeat(200_000)

async function roundTrip(flags: readonly string[], environment: Record<string, string> = {}): Promise<void> {
  const run = async (...words: string[]) => {
    const ended = await stage.run([...words, ...flags], '', environment)
    expect({ ...ended, stdout: '' }).toEqual({ exitCode: 0, stdout: '', stderr: expect.any(String) })
    return ended.stdout
  }
  await writeFile(stage.path('secret.txt'), secret)
  await run('cp', 'secret.txt', `${stage.uri}/s`)
  const stored = await (await stage.client.send(new GetObjectCommand({ bucket: stage.bucket, key: 's' }))).body.text()
  expect(stored).not.toContain('eyes')
  await run('cp', `${stage.uri}/s`, `${stage.uri}/copy`)
  await run('cp', `${stage.uri}/copy`, 'back.txt')
  expect(await readFile(stage.path('back.txt'), 'utf8')).toBe(secret)
  expect(await run('cat', `${stage.uri}/s`)).toBe(secret)
  await mkdir(stage.path('tree'))
  await writeFile(stage.path('tree/large'), secret)
  await writeFile(stage.path('tree/small'), 'eyes')
  await run('cp', '-r', '--part-size', '1MiB', '--threshold', '1MiB', 'tree', `${stage.uri}/t`)
  await run('cp', '-r', `${stage.uri}/t`, `${stage.uri}/u`)
  await run('cp', '-r', '--part-size', '1MiB', `${stage.uri}/u`, 'down')
  expect(await readFile(stage.path('down/large'), 'utf8')).toBe(secret)
  expect(await readFile(stage.path('down/small'), 'utf8')).toBe('eyes')
  expect(JSON.parse(await run('stat', '--json', `${stage.uri}/s`))).toMatchObject({ size: secret.length })
}

test('objects are encrypted with an AES key, and come back', async () => {
  await writeFile(stage.path('key'), randomBytes(32).toString('base64'))
  await roundTrip(['--encrypt-key-file', 'key'])
})

test('objects are encrypted with an RSA key that has a passphrase', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await writeFile(stage.path('key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' }))
  await roundTrip(['--encrypt-key-file', 'key.pem'], { COS_ENCRYPT_KEY_PASSPHRASE: 'open' })
})

test('a key that cannot be used is wrong usage, and is not quoted', async () => {
  await writeFile(stage.path('key'), 'c2VjcmV0c2VjcmV0')
  for (const path of ['key', 'missing']) {
    const { exitCode, stderr } = await stage.run(['cat', `${stage.uri}/s`, '--encrypt-key-file', path])
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/--encrypt-key-file cannot be used/)
    expect(stderr).not.toContain('c2Vj')
  }
})
