import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  InputError,
  ListObjectsCommand,
  PutObjectCommand,
  TransportError,
  UploadPartCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bucket, failureOf, withBucket } from './local-server.fixture.js'

async function* stream(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk)
}

test.each([
  ['text', 'abc'],
  ['bytes', new TextEncoder().encode('abc')],
  ['a Blob', new Blob(['ab', 'c'])],
  ['a web stream', new Blob(['abc']).stream()],
  ['an async iterable', stream('ab', 'c')],
  ['a function', () => stream('ab', 'c')],
])('carries %s', async (_, body) => {
  const { client } = await withBucket()
  await client.send(new PutObjectCommand({ bucket, key: 'k', body }))
  expect(await (await client.send(new GetObjectCommand({ bucket, key: 'k' }))).body.text()).toBe('abc')
})

test.each([
  ['too long', 2],
  ['too short', 4],
])('a body that is %s for its length is refused as every transport does, and leaves nothing', async (_, contentLength) => {
  const { client } = await withBucket()
  const put = client.send(new PutObjectCommand({ bucket, key: 'k', body: stream('ab', 'c'), contentLength }))
  expect(await failureOf(put)).toBeInstanceOf(InputError)
  expect((await client.send(new ListObjectsCommand({ bucket }))).contents).toEqual([])
})

test('a body that fails surfaces as its own error and leaves nothing', async () => {
  const { client } = await withBucket()
  const broken = new Error('the file went away')
  const body = async function* () {
    yield Buffer.from('ab')
    throw broken
  }
  expect(await failureOf(client.send(new PutObjectCommand({ bucket, key: 'k', body: body() })))).toBe(broken)
  expect((await client.send(new ListObjectsCommand({ bucket }))).contents).toEqual([])
})

test('what is kept cannot be changed through what was read', async () => {
  const { client } = await withBucket()
  await client.send(new PutObjectCommand({ bucket, key: 'k', body: 'abc' }))
  const get = async () => (await client.send(new GetObjectCommand({ bucket, key: 'k' }))).body
  ;(await (await get()).bytes()).fill(0)
  expect(await (await get()).text()).toBe('abc')
})

describe('an abort surfaces as its own reason', () => {
  const reason = new Error('enough')

  test('before the request', async () => {
    const { client } = await withBucket()
    const send = client.send(new ListObjectsCommand({ bucket }), { signal: AbortSignal.abort(reason) })
    expect(await failureOf(send)).toBe(reason)
  })

  test('while the body goes up, leaving nothing', async () => {
    const { client } = await withBucket()
    const controller = new AbortController()
    const body = async function* () {
      yield Buffer.from('ab')
      controller.abort(reason)
      yield Buffer.from('c')
    }
    const put = new PutObjectCommand({ bucket, key: 'k', body: body() })
    expect(await failureOf(client.send(put, { signal: controller.signal }))).toBe(reason)
    expect((await client.send(new ListObjectsCommand({ bucket }))).contents).toEqual([])
  })

  test('while the body comes down', async () => {
    const { client } = await withBucket()
    await client.send(new PutObjectCommand({ bucket, key: 'k', body: new Blob([Buffer.alloc(2_000_000)]).stream() }))
    const controller = new AbortController()
    const { body } = await client.send(new GetObjectCommand({ bucket, key: 'k' }), { signal: controller.signal })
    const reading = (async () => {
      for await (const _ of body) controller.abort(reason)
    })()
    expect(await failureOf(reading)).toBe(reason)
  })
})

describe('the script', () => {
  const put = (key: string) => new PutObjectCommand({ bucket, key, body: 'abc' })

  test('answers errors to the requests they are for, as often as it says', async () => {
    const { server, client } = await withBucket()
    server.script.next({ operation: 'PutObject', status: 503, code: 'SlowDown', headers: { 'retry-after': '1' }, times: 2 })
    await client.send(new ListObjectsCommand({ bucket }))
    expect(server.script.pending).toBe(2)
    for (const key of ['a', 'b']) {
      const error = await failureOf(client.send(put(key)))
      expect(error).toMatchObject({ code: 'SlowDown', status: 503, headers: { 'retry-after': '1' } })
    }
    await client.send(put('c'))
    expect((await client.send(new ListObjectsCommand({ bucket }))).contents.map(({ key }) => key)).toEqual(['c'])
  })

  test('loses the answer to a completion that was done', async () => {
    const { server, client } = await withBucket()
    const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key: 'k' }))
    const { etag } = await client.send(new UploadPartCommand({ bucket, key: 'k', uploadId, partNumber: 1, body: 'abc' }))
    server.script.next({ operation: 'CompleteMultipartUpload', cut: 'before-answer' })
    const complete = new CompleteMultipartUploadCommand({ bucket, key: 'k', uploadId, parts: [{ partNumber: 1, etag }] })
    expect(await failureOf(client.send(complete))).toBeInstanceOf(TransportError)
    expect(await (await client.send(new GetObjectCommand({ bucket, key: 'k' }))).body.text()).toBe('abc')
  })

  test('cuts before the work', async () => {
    const { server, client } = await withBucket()
    server.script.next({ cut: 'before-work' })
    expect(await failureOf(client.send(put('k')))).toMatchObject({ code: 'ConnectionLost' })
    expect((await client.send(new ListObjectsCommand({ bucket }))).contents).toEqual([])
  })

  test('cuts an answer in the middle', async () => {
    const { server, client } = await withBucket()
    await client.send(put('k'))
    server.script.next({ operation: 'GetObject', cut: 'mid-body', afterBytes: 2 })
    const { body } = await client.send(new GetObjectCommand({ bucket, key: 'k' }))
    expect(await failureOf(body.bytes())).toMatchObject({ code: 'ConnectionLost' })
  })

  test('changes answers, and waits by the clock', async () => {
    const waits: number[] = []
    const clock = { now: Date.now, random: () => 0, sleep: async (milliseconds: number) => void waits.push(milliseconds) }
    const { server, client } = await withBucket({ clock })
    server.script.next({ delayMs: 60_000 })
    await client.send(put('k'))
    expect(waits).toEqual([60_000])
    server.script.next({ change: (answer) => ({ ...answer, headers: { ...answer.headers, 'x-cos-hash-crc64ecma': '1' } }) })
    expect(await failureOf(client.send(put('k')))).toBeInstanceOf(Error)
    server.script.next({ cut: 'before-work' })
    server.script.clear()
    await client.send(put('k'))
  })
})
