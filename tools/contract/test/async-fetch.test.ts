import { createHash } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CosClient,
  CreateBucketCommand,
  customDomain,
  GetAsyncFetchTaskCommand,
  GetObjectCommand,
  HeadObjectCommand,
  InputError,
  isServiceError,
  PutAsyncFetchTaskCommand,
  PutObjectCommand,
} from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

// Over HTTP, with the `Host` of the service that fetches; the source is a server of the test's own.

const bucket = 'photos-1250000000'
const bytes = Buffer.alloc(300_000, 'photo ')

let server: ReturnType<typeof createLocalServer>
let client: CosClient
let endpoint: string
const sources: Server[] = []

beforeEach(async () => {
  server = createLocalServer({ sweepIntervalMs: 0 })
  const { url } = await server.listen()
  endpoint = url
  client = new CosClient({ region: server.region, credentials: server.credentials, endpoint, retry: () => undefined })
  await client.send(new CreateBucketCommand({ bucket }))
})

afterEach(async () => {
  await client.close()
  await server.close()
  for (const source of sources.splice(0)) {
    source.closeAllConnections()
    await new Promise((resolve) => source.close(resolve))
  }
})

async function sourceOf(answer: RequestListener): Promise<string> {
  const source = createServer(answer)
  sources.push(source)
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(source.address() as AddressInfo).port}`
}

const photo: RequestListener = (_request, response) => response.setHeader('content-type', 'image/x-photo').end(bytes)

/** Makes a task, waits until it has ended, and asks how. */
async function fetched(input: Omit<ConstructorParameters<typeof PutAsyncFetchTaskCommand>[0], 'bucket'>) {
  const { taskId } = await client.send(new PutAsyncFetchTaskCommand({ bucket, ...input }))
  await server.sweep()
  return client.send(new GetAsyncFetchTaskCommand({ bucket, taskId }))
}

const textOf = async (key: string) => (await client.send(new GetObjectCommand({ bucket, key }))).body.text()

describe('a task', () => {
  test('fetches an object, follows redirects, and remembers what it came with', async () => {
    const origin = await sourceOf(photo)
    const url = await sourceOf((_request, response) => response.writeHead(302, { location: origin }).end())
    const md5 = createHash('md5').update(bytes).digest('hex')
    expect(await fetched({ url: `${url}/a.jpg`, key: '/a ä.jpg', md5 })).toMatchObject({ percent: 100, requestId: expect.any(String) })
    expect(await textOf('a ä.jpg')).toBe(bytes.toString())
    expect(await client.send(new HeadObjectCommand({ bucket, key: 'a ä.jpg' }))).toMatchObject({ contentType: 'image/x-photo' })
  })

  test.each([
    ['has another MD5', { md5: '0'.repeat(32) }, photo, 'BadDigest'],
    ['is refused by its source', {}, ((_request, response) => response.writeHead(403).end()) as RequestListener, 'Forbidden'],
    [
      'breaks off',
      {},
      ((_request, response) =>
        response.writeHead(200, { 'content-length': 9 }).write('photo', () => response.destroy())) as RequestListener,
      'ConnectionLost',
    ],
  ])('fails when what it fetches %s, and stores nothing', async (_name, more, answer, code) => {
    const state = await fetched({ url: await sourceOf(answer), key: 'a', ...more })
    expect(state).toMatchObject({ status: 'TASK_FAILED', code })
    await expect(textOf('a')).rejects.toThrow('NoSuchKey')
  })

  test('fetches from this machine only, and says so, also of redirects', async () => {
    const leading = await sourceOf((_request, response) => response.writeHead(302, { location: 'http://example.com/' }).end())
    for (const url of ['http://example.com/a', leading]) {
      expect(await fetched({ url, key: 'a' })).toMatchObject({
        status: 'TASK_FAILED',
        message: 'This server fetches from origins on its own machine only, not from example.com.',
      })
    }
  })

  test('leaves an object alone that is there, or replaces it', async () => {
    const url = await sourceOf(photo)
    await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'old' }))
    expect(await fetched({ url, key: 'a', onKeyExist: 'ignore' })).toMatchObject({ percent: 100 })
    expect(await textOf('a')).toBe('old')
    await fetched({ url, key: 'a' })
    expect(await textOf('a')).toBe(bytes.toString())
  })

  test('tells of its end', async () => {
    const told: unknown[] = []
    const hook = await sourceOf(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      told.push([request.method, request.url, JSON.parse(Buffer.concat(chunks).toString())])
      response.end()
    })
    const callbacks = { successCallbackUrl: `${hook}/good`, failureCallbackUrl: `${hook}/bad` }
    await fetched({ url: await sourceOf(photo), key: 'a', ...callbacks })
    await fetched({ url: 'http://example.com/', key: 'b', ...callbacks })
    expect(told).toEqual([
      ['POST', '/good', { taskid: expect.any(String), bucket, key: 'a', status: 'TASK_SUCCEED' }],
      ['POST', '/bad', expect.objectContaining({ key: 'b', status: 'TASK_FAILED', code: 'NotImplemented' })],
    ])
  })

  test('ends with the server, which waits for nothing', async () => {
    let asked = () => {}
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve
    })
    // It never answers.
    const url = await sourceOf(() => asked())
    await client.send(new PutAsyncFetchTaskCommand({ bucket, url, key: 'a' }))
    await isAsked
    await server.close()
  })
})

describe('refused:', () => {
  test('what is no URL, an empty key, an endpoint for one bucket: before anything is sent', async () => {
    const url = 'http://127.0.0.1/a'
    const send = (input: object) => client.send(new PutAsyncFetchTaskCommand({ bucket, url, key: 'a', ...input }))
    await expect(send({ url: 'ftp://127.0.0.1/a' })).rejects.toMatchObject({ name: 'InputError', member: 'url' })
    await expect(send({ key: '' })).rejects.toMatchObject({ name: 'InputError', member: 'key' })
    await expect(send({ ignoreSameKey: 'yes' })).rejects.toMatchObject({ name: 'InputError', member: 'ignoreSameKey' })
    const custom = new CosClient({ region: server.region, credentials: server.credentials, endpoint: customDomain(endpoint) })
    await expect(custom.send(new PutAsyncFetchTaskCommand({ bucket, url, key: 'a' }))).rejects.toThrow(InputError)
    await custom.close()
  })

  test('a task of another bucket, a bucket that is not there, a wrong key: by JSON with the status as its code', async () => {
    const { taskId } = await client.send(new PutAsyncFetchTaskCommand({ bucket, url: await sourceOf(photo), key: 'a' }))
    await client.send(new CreateBucketCommand({ bucket: 'other-1250000000' }))
    const failure = await client.send(new GetAsyncFetchTaskCommand({ bucket: 'other-1250000000', taskId })).catch((error: unknown) => error)
    expect(isServiceError(failure, '404')).toBe(true)
    expect(failure).toMatchObject({ status: 404, requestId: expect.any(String), message: expect.stringContaining('NoSuchTask') })
    await expect(client.send(new GetAsyncFetchTaskCommand({ bucket: 'missing-1250000000', taskId }))).rejects.toThrow('NoSuchBucket')
    const stranger = new CosClient({ region: server.region, credentials: { ...server.credentials, secretKey: 'wrong' }, endpoint })
    await expect(stranger.send(new GetAsyncFetchTaskCommand({ bucket, taskId }))).rejects.toThrow('SignatureDoesNotMatch')
    await stranger.close()
  })

  test('anonymous callers, who may not write', async () => {
    const anonymous = new CosClient({ region: server.region, credentials: 'anonymous', endpoint })
    await expect(anonymous.send(new PutAsyncFetchTaskCommand({ bucket, url: endpoint, key: 'a' }))).rejects.toThrow('AccessDenied')
    await anonymous.close()
  })
})

test('answers are those of the service: code 0, SUCCESS, the id under data', async () => {
  const { taskId } = await client.send(new PutAsyncFetchTaskCommand({ bucket, url: await sourceOf(photo), key: 'a' }))
  expect(taskId).toMatch(/==$/)
  await server.sweep()
  const open = createLocalServer({ requireSignatures: false, store: server.store, sweepIntervalMs: 0 })
  const { port } = await open.listen()
  const { request } = await import('node:http')
  const answer = await new Promise<string>((resolve, reject) => {
    const asked = request(
      { port, method: 'POST', path: `/${bucket}/`, headers: { host: 'ap-guangzhou.migration.myqcloud.com' } },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += String(chunk)
        resolve(text)
      },
    )
    asked.on('error', reject)
    asked.end(JSON.stringify({ Url: 'http://example.com/', Key: 'x' }))
  })
  expect(JSON.parse(answer)).toEqual({ code: 0, message: 'SUCCESS', request_id: expect.any(String), data: { taskid: expect.any(String) } })
})
