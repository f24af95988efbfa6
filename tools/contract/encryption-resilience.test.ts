import {
  AppendObjectCommand,
  CosClient,
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type HttpRequest,
  PutObjectCommand,
} from '@cos/core'
import { aesKey, encryption, generateAesKey, rewrap, rsaKey } from '@cos/crypto'
import { createLocalServer } from '@cos/local-server'
import { copy, download, upload } from '@cos/transfer'
import { beforeAll, describe, expect, test } from 'vitest'
import { bytesOfLength, failureOf } from './suite/world.js'

const mebibyte = 1024 ** 2
const server = createLocalServer()
const { credentials, region, transport, script } = server
const clock = { now: () => Date.now(), random: () => 0, sleep: async () => {} }
const plain = new CosClient({ credentials, region, transport, clock })
const bucket = 'encrypted-1250000000'
const keys = aesKey({ key: generateAesKey() })
const client = plain.with(encryption({ keys }))
const content = bytesOfLength(5 * mebibyte)
const options = { bucket, source: content, partSizeBytes: mebibyte, multipartThresholdBytes: 0 }
beforeAll(() => plain.send(new CreateBucketCommand({ bucket })))

async function read(key: string, through = client): Promise<boolean> {
  const bytes = await (await through.send(new GetObjectCommand({ bucket, key }))).body.bytes()
  return bytes.byteLength === content.byteLength && bytes.every((byte, at) => byte === content[at])
}

describe('bad days', () => {
  test('parts that fail and are sent again make the same object', async () => {
    script.next({ operation: 'UploadPart', status: 503, code: 'SlowDown', times: 2 })
    script.next({ operation: 'UploadPart', cut: 'before-answer' })
    await upload(client, { ...options, key: 'retried' })
    expect(await read('retried')).toBe(true)
  })

  test('a completion whose answer was lost is found to have happened', async () => {
    script.next({ operation: 'CompleteMultipartUpload', cut: 'before-answer' })
    const output = await upload(client, { ...options, key: 'completed' })
    expect(output.etag).toBe((await client.send(new HeadObjectCommand({ bucket, key: 'completed' }))).etag)
    expect(await read('completed')).toBe(true)
  })

  test('a download whose answer breaks off goes on where it broke', async () => {
    await upload(client, { ...options, key: 'broken' })
    script.next({ operation: 'GetObject', cut: 'mid-body', afterBytes: mebibyte + 70_000 })
    script.next({ operation: 'GetObject', cut: 'mid-body', afterBytes: 10 })
    const chunks: Uint8Array[] = []
    await download(client, { bucket, key: 'broken', target: (chunk) => void chunks.push(chunk.slice()), clock })
    expect(Buffer.concat(chunks).equals(content)).toBe(true)
  })

  test('what the service stored is compared with the encrypted bytes that were sent', async () => {
    script.next({
      operation: 'CompleteMultipartUpload',
      times: 9,
      change: (answer) => ({ ...answer, headers: { ...answer.headers, 'x-cos-hash-crc64ecma': '1' } }),
    })
    expect(await failureOf(upload(client, { ...options, key: 'damaged' }))).toMatchObject({
      name: 'ResponseError',
      code: 'ChecksumMismatch',
    })
    script.clear()
  })

  test('a body that gives other bytes to a second attempt is under another key', async () => {
    const seen: Uint8Array[] = []
    const watched = plain.with(encryption({ keys })).with({
      requests: [
        async (request, next) => {
          const chunks: Uint8Array[] = []
          const body = request.body as () => Promise<AsyncIterable<Uint8Array>>
          for await (const chunk of await body()) chunks.push(chunk.slice())
          seen.push(Buffer.concat(chunks))
          return next({ ...request, body: seen.at(-1)! } as HttpRequest)
        },
      ],
    })
    let attempt = 0
    const body = () => new Blob([`attempt ${++attempt}`]).stream()
    script.next({ operation: 'PutObject', status: 503, code: 'SlowDown' })
    await watched.send(new PutObjectCommand({ bucket, key: 'changing', body, contentLength: 9 }))
    expect(seen).toHaveLength(2)
    const [first, second] = seen as [Uint8Array, Uint8Array]
    expect(Buffer.from(first.subarray(0, 16)).equals(second.subarray(0, 16))).toBe(false)
    // Under one key stream these would differ in the one digit alone.
    expect(first.subarray(16, 24)).not.toEqual(second.subarray(16, 24))
    expect(await (await client.send(new GetObjectCommand({ bucket, key: 'changing' }))).body.text()).toBe('attempt 2')
  })
})

describe('parallel parts', () => {
  test.each([1, 2, 5, 16])(
    'the official Python client corrupts what it uploads by five threads; %i at once are correct here',
    async (concurrency) => {
      for (let round = 0; round < 3; round++) await upload(client, { ...options, key: 'parallel', concurrency })
      expect(await read('parallel')).toBe(true)
    },
  )
})

test('objects are copied in one request and in parts', async () => {
  await upload(client, { ...options, key: 'original' })
  for (const multipartThresholdBytes of [5 * 1024 ** 3, 0]) {
    await copy(client, { bucket, key: 'copied', source: { bucket, key: 'original' }, multipartThresholdBytes, partSizeBytes: mebibyte })
    expect(await read('copied')).toBe(true)
  }
})

test('bytes that nothing here would encrypt are refused', async () => {
  const append = client.send(new AppendObjectCommand({ bucket, key: 'log', position: 0, body: 'plain' }))
  expect(await failureOf(append)).toMatchObject({ name: 'InputError', member: 'command' })
})

describe('rewrap', () => {
  test('changes the master key and nothing else, and moves no data', async () => {
    await client.send(
      new PutObjectCommand({ bucket, key: 'moved', body: content, metadata: { a: '1' }, contentType: 'text/x', cacheControl: 'no-cache' }),
    )
    const before = await plain.send(new HeadObjectCommand({ bucket, key: 'moved' }))
    const newKey = await rsaKey({ privateKey: await generatedPem(), id: 'rsa-2026' })
    const operations: string[] = []
    const watched = plain.with({
      commands: [
        (command, next) => {
          operations.push(command.operation.name)
          return next(command)
        },
      ],
    })
    await rewrap(watched, { bucket, key: 'moved', keys, newKey })
    expect(operations).toEqual(['HeadObject', 'CopyObject'])
    const after = await plain.send(new HeadObjectCommand({ bucket, key: 'moved' }))
    expect(after).toMatchObject({
      crc64: before.crc64,
      contentType: 'text/x',
      cacheControl: 'no-cache',
      contentLength: before.contentLength,
    })
    expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'moved' })))).toMatchObject({ code: 'UnknownKey' })
    const rewrapped = plain.with(encryption({ keys: newKey }))
    expect((await rewrapped.send(new HeadObjectCommand({ bucket, key: 'moved' }))).metadata).toEqual({ a: '1' })
    expect(await read('moved', rewrapped)).toBe(true)
  })

  test('refuses what the keys do not open, and what is in no format of ours', async () => {
    await client.send(new PutObjectCommand({ bucket, key: 'kept', body: 'x' }))
    const newKey = aesKey({ key: generateAesKey(), id: 'new' })
    expect(await failureOf(rewrap(plain, { bucket, key: 'kept', keys: newKey, newKey }))).toMatchObject({ code: 'UnknownKey' })
    await plain.send(new PutObjectCommand({ bucket, key: 'plain', body: 'x' }))
    expect(await failureOf(rewrap(plain, { bucket, key: 'plain', keys, newKey }))).toMatchObject({ code: 'FormatNotAllowed' })
  })
})

async function generatedPem(): Promise<string> {
  const { generateKeyPairSync } = await import('node:crypto')
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}
