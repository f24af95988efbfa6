import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { backoff, CosClient, CreateBucketCommand, crc64, GetObjectCommand, putObjectFromFile } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bytesOfLength, failureOf } from '../suite/world.js'

const server = createLocalServer()
const { region, credentials } = server
const bucket = 'files-1250000000'
const bytes = bytesOfLength(3 * 1024 ** 2 + 5)
let client: CosClient
let folder: string
let file: string

beforeAll(async () => {
  const { url } = await server.listen()
  client = new CosClient({ region, credentials, endpoint: url, retry: backoff({ attempts: 2 }) })
  await client.send(new CreateBucketCommand({ bucket }))
  folder = await mkdtemp(path.join(tmpdir(), 'cos-files-'))
  file = path.join(folder, 'ä b.bin')
  await writeFile(file, bytes)
})

afterAll(async () => {
  await client.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function stored(key: string) {
  const { body, ...found } = await client.send(new GetObjectCommand({ bucket, key }))
  return { ...found, bytes: await body.bytes() }
}

test('a file becomes an object, with the headers that are given', async () => {
  const output = await putObjectFromFile(client, { bucket, key: 'a', path: file, contentType: 'text/x-a', metadata: { a: '1' } })
  expect(output.crc64).toBe(String(crc64(bytes)))
  const found = await stored('a')
  expect(found).toMatchObject({ contentType: 'text/x-a', metadata: { a: '1' } })
  expect(Buffer.from(found.bytes).equals(bytes)).toBe(true)
})

test('a URL of a file will do, and so will an empty file', async () => {
  const empty = path.join(folder, 'empty')
  await writeFile(empty, '')
  await putObjectFromFile(client, { bucket, key: 'b', path: pathToFileURL(empty) })
  expect((await stored('b')).bytes).toHaveLength(0)
})

test('the file is read again when the request is repeated', async () => {
  server.script.next({ operation: 'PutObject', status: 503, code: 'ServiceUnavailable' })
  const output = await putObjectFromFile(client, { bucket, key: 'c', path: file })
  expect([output.crc64, server.script.pending]).toEqual([String(crc64(bytes)), 0])
})

test('a file that changes meanwhile is told, and one that cannot be read is refused', async () => {
  const growing = path.join(folder, 'growing')
  await writeFile(growing, 'a')
  const meddled = client.with({
    requests: [
      async (request, next) => {
        const answer = await next(request)
        await appendFile(growing, 'b')
        return answer
      },
    ],
  })
  const to = { bucket, key: 'd' }
  expect(await failureOf(putObjectFromFile(meddled, { ...to, path: growing }))).toMatchObject({ name: 'InputError', member: 'path' })
  const missing = await failureOf(putObjectFromFile(client, { ...to, path: path.join(folder, 'missing') }))
  expect(missing).toMatchObject({ name: 'InputError', member: 'path', cause: { code: 'ENOENT' } })
  await mkdir(path.join(folder, 'sub'))
  expect(await failureOf(putObjectFromFile(client, { ...to, path: path.join(folder, 'sub') }))).toMatchObject({ member: 'path' })
})
