import { connect } from 'node:net'
import {
  CosClient,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@cos/core'
import { presignUrl } from '@cos/signer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HttpServer } from './http-server.js'
import { bucket, clientOf, withBucket } from './local-server.fixture.js'
import type { LocalServer } from './local-server.js'
import { createMemoryStore } from './store/memory.js'

let server: LocalServer
let http: HttpServer
let client: CosClient

beforeEach(async () => {
  ;({ server } = await withBucket())
  http = await server.listen({ receiveTimeoutMs: 200 })
  client = new CosClient({ endpoint: http.url, region: server.region, credentials: server.credentials, retry: () => undefined })
})
afterEach(async () => {
  await client.close()
  await server.close()
})

/** Sends bytes as they are and gives what came back until the connection was closed or `enough` says so. */
function talk(pieces: readonly string[], enough: (received: string) => boolean = () => false, isHalfClosed = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(http.port, '127.0.0.1')
    let received = ''
    socket.setEncoding('latin1')
    socket.on('data', (text) => {
      received += text
      if (enough(received)) socket.destroy()
    })
    socket.on('close', () => resolve(received)).on('error', reject)
    for (const piece of pieces) socket.write(piece)
    if (isHalfClosed) socket.end()
  })
}

/** The target of a presigned request, so that raw requests need no header to be signed. */
function signedTarget(method: string, path: string, url = http.url): string {
  const signed = presignUrl({ method, path: `/${bucket}${path}`, host: new URL(url).host }, server.credentials, { protocol: 'http:' })
  return signed.slice(url.length)
}
const hostLine = () => `Host: 127.0.0.1:${http.port}\r\n`
const keys = async () => (await client.send(new ListObjectsCommand({ bucket }))).contents.map(({ key }) => key)

test('large objects go up and down in streams', async () => {
  const bytes = Buffer.alloc(3_000_000, 'abcdefg')
  await client.send(new PutObjectCommand({ bucket, key: 'big', body: bytes }))
  const got = await client.send(new GetObjectCommand({ bucket, key: 'big' }))
  expect(Buffer.from(await got.body.bytes()).equals(bytes)).toBe(true)
  const streamed = new PutObjectCommand({ bucket, key: 'stream', body: new Blob([bytes]).stream() })
  expect((await client.send(streamed)).crc64).toBe(got.crc64)
})

test('header names have the case that existing clients look for, and errors keep the connection', async () => {
  await client.send(new PutObjectCommand({ bucket, key: 'k', body: 'text' }))
  const get = (path: string) => `GET ${signedTarget('GET', path)} HTTP/1.1\r\n${hostLine()}\r\n`
  const received = await talk([get('/missing'), get('/k')], (text) => text.endsWith('text'))
  expect(received).toMatch(/^HTTP\/1.1 404 Not Found\r\n[\s\S]*<Code>NoSuchKey<\/Code>/)
  for (const name of ['ETag', 'Last-Modified', 'Content-Length', 'Accept-Ranges', 'x-cos-request-id', 'Server', 'x-cos-hash-crc64ecma']) {
    expect(received).toContain(`\r\n${name}: `)
  }
})

describe('what is no request is answered as COS answers errors', () => {
  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'BadRequest'],
    [
      'a header that is too long',
      `GET / HTTP/1.1\r\nHost: x\r\nx-cos-meta-a: ${'a'.repeat(40_000)}\r\n\r\n`,
      431,
      'RequestHeaderFieldsTooLarge',
    ],
    ['two different lengths', 'PUT /k HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400, 'BadRequest'],
    ['a length that is none', 'PUT /k HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400, 'BadRequest'],
    ['length and chunks', 'PUT /k HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400, 'BadRequest'],
    ['a half header', 'GET / HTTP/1.1\r\nHost: x\r\n', 400, 'RequestTimeout'],
  ])('%s', async (_, text, status, code) => {
    const received = await talk([text])
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(received).toContain(`<Code>${code}</Code>`)
    expect(received).toMatch(/\r\nx-cos-request-id: \S+\r\n/)
  })
})

test('a body that stops arriving is a RequestTimeout and leaves nothing', async () => {
  const received = await talk([`PUT ${signedTarget('PUT', '/slow')} HTTP/1.1\r\n${hostLine()}Content-Length: 10\r\n\r\nabc`])
  expect(received).toMatch(/^HTTP\/1.1 400 [\s\S]*<Code>RequestTimeout<\/Code>/)
  expect(await keys()).toEqual([])
})

test('a body shorter than its length is an IncompleteBody and leaves nothing', async () => {
  const head = `PUT ${signedTarget('PUT', '/short')} HTTP/1.1\r\n${hostLine()}Content-Length: 100000\r\n\r\nabc`
  expect(await talk([head], undefined, true)).toMatch(/^HTTP\/1.1 400 [\s\S]*<Code>IncompleteBody<\/Code>/)
  expect(await keys()).toEqual([])
})

test('broken chunks are a BadRequest and leave nothing', async () => {
  const head = `PUT ${signedTarget('PUT', '/chunks')} HTTP/1.1\r\n${hostLine()}Transfer-Encoding: chunked\r\n\r\n`
  expect(await talk([`${head}3\r\nabc\r\nnonsense\r\n`])).toMatch(/^HTTP\/1.1 400 [\s\S]*<Code>BadRequest<\/Code>/)
  expect(await keys()).toEqual([])
})

test('a body longer than its length is cut to it', async () => {
  const head = `PUT ${signedTarget('PUT', '/cut')} HTTP/1.1\r\n${hostLine()}Content-Length: 3\r\n\r\n`
  expect(await talk([`${head}abcdef\r\n\r\n`])).toMatch(/^HTTP\/1.1 200 OK/)
  expect(await (await client.send(new GetObjectCommand({ bucket, key: 'cut' }))).body.text()).toBe('abc')
})

test('a connection that is cut while a part goes up leaves no part', async () => {
  const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key: 'k' }))
  const controller = new AbortController()
  const body = async function* () {
    yield Buffer.alloc(100_000)
    controller.abort(new Error('enough'))
    yield Buffer.alloc(100_000)
  }
  const part = new UploadPartCommand({ bucket, key: 'k', uploadId, partNumber: 1, body: body(), contentLength: 200_000 })
  await expect(client.send(part, { signal: controller.signal })).rejects.toThrow('enough')
  expect((await client.send(new ListPartsCommand({ bucket, key: 'k', uploadId }))).parts).toEqual([])
})

test('a client that goes away in the middle of an answer frees what it was reading', async () => {
  const store = createMemoryStore()
  const closed = new Promise<void>((resolve) => {
    const { openObject } = store
    store.openObject = async (address) => {
      const opened = await openObject(address)
      if (opened.outcome !== 'found') return opened
      const { close } = opened.reader
      opened.reader.close = async () => {
        await close.call(opened.reader)
        resolve()
      }
      return opened
    }
  })
  const watched = await withBucket({ store })
  await watched.client.send(new PutObjectCommand({ bucket, key: 'big', body: new Blob([Buffer.alloc(20_000_000)]).stream() }))
  const { close, url } = await watched.server.listen()
  const response = await fetch(`${url}${signedTarget('GET', '/big', url)}`)
  await response.body!.getReader().cancel()
  await closed
  await close()
})

describe('Expect: 100-continue', () => {
  const put = (path: string) => `${hostLine()}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n${path}`

  test('invites the body of a request that is right', async () => {
    const received = await talk([`PUT ${signedTarget('PUT', '/k')} HTTP/1.1\r\n${put('abc')}`], (text) => text.includes('200 OK'))
    expect(received).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/)
  })

  test('refuses without inviting, and closes', async () => {
    const received = await talk([`PUT /${bucket}/k HTTP/1.1\r\n${put('')}`])
    expect(received).toMatch(/^HTTP\/1.1 403 Forbidden\r\n/)
    expect(received).toContain('\r\nConnection: close\r\n')
  })
})

test('a refused body is taken off the connection, which stays usable', async () => {
  const refused = `PUT /${bucket}/k HTTP/1.1\r\n${hostLine()}Content-Length: 100000\r\n\r\n${'a'.repeat(100_000)}`
  const next = `GET ${signedTarget('GET', '/missing')} HTTP/1.1\r\n${hostLine()}\r\n`
  const received = await talk([refused + next], (text) => text.includes('NoSuchKey'))
  expect(received).toMatch(/^HTTP\/1.1 403 [\s\S]*AccessDenied[\s\S]*HTTP\/1.1 404 [\s\S]*NoSuchKey/)
})

test('virtual hosts work on a bare port', async () => {
  await client.send(new PutObjectCommand({ bucket, key: 'k', body: 'text' }))
  const viaHost = clientOf(server, {
    endpoint: ({ bucket: name, region }) => ({
      protocol: 'http:',
      host: `${name}.cos.${region}.myqcloud.com`,
      connectTo: `127.0.0.1:${http.port}`,
    }),
    transport: undefined,
  })
  expect(await (await viaHost.send(new GetObjectCommand({ bucket, key: 'k' }))).body.text()).toBe('text')
  await viaHost.close()
})

test('a tool that takes this server for its proxy reaches buckets by their public hosts', async () => {
  await client.send(new PutObjectCommand({ bucket, key: 'k', body: 'text' }))
  const host = `${bucket}.cos.${server.region}.myqcloud.com`
  const url = presignUrl({ method: 'GET', path: '/k', host }, server.credentials, { protocol: 'http:' })
  const end = '\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n'
  const received = await talk([`GET ${url} HTTP/1.1${end}`])
  expect(received).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\ntext$/)
  expect(await talk([`HEAD ${url.replace('/k?', '/x?')} HTTP/1.1${end}`])).toMatch(/^HTTP\/1.1 403 /)
  expect(await talk([`GET http://${host}?max-keys=1 HTTP/1.1${end}`])).toMatch(/<Code>AccessDenied<\/Code>/)
})

test('values beyond Latin-1 travel as UTF-8', async () => {
  await client.send(new PutObjectCommand({ bucket, key: 'k', body: '' }))
  const url = await client.presign(new GetObjectCommand({ bucket, key: 'k', responseContentDisposition: 'attachment; filename="源"' }))
  const response = await fetch(url)
  expect(response.status).toBe(200)
  const name = response.headers.get('content-disposition') ?? ''
  expect(Buffer.from(name, 'latin1').toString()).toBe('attachment; filename="源"')
})

test('what the script cuts is cut on the wire', async () => {
  await client.send(new PutObjectCommand({ bucket, key: 'k', body: 'text' }))
  for (const cut of ['before-work', 'before-answer'] as const) {
    server.script.next({ operation: 'PutObject', cut })
    const put = client.send(new PutObjectCommand({ bucket, key: cut, body: 'text' }))
    await expect(put).rejects.toMatchObject({ code: 'ConnectionLost' })
  }
  expect(await keys()).toEqual(['before-answer', 'k'])
  server.script.next({ operation: 'GetObject', cut: 'mid-body', afterBytes: 2 })
  const got = await client.send(new GetObjectCommand({ bucket, key: 'k' }))
  await expect(got.body.text()).rejects.toMatchObject({ code: 'ConnectionLost' })
})
