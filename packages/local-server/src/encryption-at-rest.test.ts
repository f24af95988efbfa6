import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AppendObjectCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketEncryptionCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@cos/core'
import { expect, onTestFinished, test } from 'vitest'
import { bucket, clientOf } from './local-server.fixture.js'
import { openLocalServer } from './local-server.js'

/** Tells whether a text stands in any file of a folder. */
async function isOnDisk(folder: string, text: string): Promise<boolean> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
  const contents = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name))))
  return contents.some((content) => content.includes(text))
}

test('what is written under a default encryption cannot be read on the disk, whichever way it came, and is read by its address', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cos-at-rest-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const server = await openLocalServer({ data: folder })
  const client = clientOf(server)
  await client.send(new CreateBucketCommand({ bucket }))
  const wordOf = (key: string) => `the word of ${key} `
  const put = (key: string) => client.send(new PutObjectCommand({ bucket, key, body: wordOf(key).repeat(1000) }))
  await put('before')
  const rule = (sseAlgorithm: 'AES256' | 'KMS') => ({ applyServerSideEncryptionByDefault: { sseAlgorithm } })
  await client.send(new PutBucketEncryptionCommand({ bucket, rule: rule('AES256') }))
  await put('during')
  await client.send(new PutObjectCommand({ bucket, key: 'small', body: wordOf('small') }))
  await client.send(new AppendObjectCommand({ bucket, key: 'log', position: 0, body: wordOf('log') }))
  const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key: 'parts' }))
  const part = await client.send(new UploadPartCommand({ bucket, key: 'parts', uploadId, partNumber: 1, body: wordOf('parts') }))
  await client.send(
    new CompleteMultipartUploadCommand({ bucket, key: 'parts', uploadId, parts: [{ partNumber: 1, etag: part.etag ?? '' }] }),
  )
  await client.send(new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key: 'before' } }))
  await client.send(new PutBucketEncryptionCommand({ bucket, rule: rule('KMS') }))
  await put('managed')
  await client.send(new DeleteBucketEncryptionCommand({ bucket }))
  await put('after')

  const kinds: Record<string, string | undefined> = {}
  for (const key of ['before', 'during', 'small', 'log', 'parts', 'copy', 'managed', 'after'])
    kinds[key] = (await client.send(new HeadObjectCommand({ bucket, key }))).serverSideEncryption
  const sealed = { during: 'AES256', small: 'AES256', log: 'AES256', parts: 'AES256', copy: 'AES256', managed: 'cos/kms' }
  expect(kinds).toEqual({ before: undefined, ...sealed, after: undefined })
  await server.close()
  for (const key of ['before', 'after']) expect(await isOnDisk(folder, wordOf(key)), key).toBe(true)
  for (const key of ['during', 'small', 'log', 'parts', 'managed']) expect(await isOnDisk(folder, wordOf(key)), key).toBe(false)

  const again = await openLocalServer({ data: folder })
  const read = async (key: string) => (await clientOf(again).send(new GetObjectCommand({ bucket, key }))).body.text()
  expect(await read('managed')).toBe(wordOf('managed').repeat(1000))
  expect(await read('copy')).toBe(wordOf('before').repeat(1000))
  expect(await read('log')).toBe(wordOf('log'))
  await again.close()
})
