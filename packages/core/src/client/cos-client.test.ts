import { describe, expect, test } from 'vitest'
import { GetObjectCommand, HeadObjectCommand, ListObjectsCommand, PutObjectCommand } from '../commands/index.js'
import { InputError } from '../errors/input-error.js'
import { isServiceError } from '../errors/service-error.js'
import type { RequestMiddleware } from '../middleware/compose.js'
import { isCommand } from '../operation/command.js'
import type { HttpRequest, HttpResponse, Transport } from '../transport/transport.js'
import type { Clock } from './clock.js'
import { CosClient } from './cos-client.js'
import { paginate } from './paginate.js'

const keys = { secretId: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLEkey' }
const address = { bucket: 'photos-1250000000', key: 'a.txt' }
const emptyCrc64 = '0'

function answer(status: number, headers: Record<string, string> = {}, text = ''): HttpResponse {
  const bytes = new TextEncoder().encode(text)
  return {
    status,
    headers: { 'x-cos-request-id': 'request-1', ...headers },
    body: {
      bytes: async () => bytes,
      cancel: async () => {},
      async *[Symbol.asyncIterator]() {
        yield bytes
      },
    },
  }
}

/** A network that answers as told, one answer after another; the last is repeated. */
function network(...answers: (HttpResponse | ((request: HttpRequest) => HttpResponse | Promise<HttpResponse>))[]) {
  const requests: HttpRequest[] = []
  const transport: Transport = async (request) => {
    requests.push(request)
    const next = answers.length > 1 ? answers.shift()! : answers[0]!
    return typeof next === 'function' ? next(request) : next
  }
  return { requests, transport }
}

const stillClock = (now = 1_700_000_000_000): Clock => ({ now: () => now, random: () => 0, sleep: async () => {} })
const stored = answer(200, { etag: '"x"', 'x-cos-hash-crc64ecma': emptyCrc64 })

describe('sending', () => {
  test('a request is signed for its host, from a minute ago, with the whole query', async () => {
    const { requests, transport } = network(stored)
    const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport, clock: stillClock() })
    await client.send(new PutObjectCommand({ ...address, body: '' }))
    expect(requests[0]).toMatchObject({ method: 'PUT', host: 'photos-1250000000.cos.ap-guangzhou.myqcloud.com', path: '/a.txt' })
    expect(requests[0]?.headers['authorization']).toMatch(
      /^q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE&q-sign-time=1699999940;1700000840&q-key-time=1699999940;1700000840&q-header-list=content-length;host&q-url-param-list=&q-signature=[\da-f]{40}$/,
    )
  })

  test('a token travels signed', async () => {
    const { requests, transport } = network(stored)
    const client = new CosClient({ region: 'ap-guangzhou', credentials: async () => ({ ...keys, securityToken: 'TOKEN' }), transport })
    await client.send(new PutObjectCommand({ ...address, body: '' }))
    expect(requests[0]?.headers['x-cos-security-token']).toBe('TOKEN')
    expect(requests[0]?.headers['authorization']).toContain('x-cos-security-token')
  })

  test('the length of a stream is not signed, because fetch does not send it', async () => {
    const { requests, transport } = network(stored)
    const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport, verifyChecksums: false })
    await client.send(new PutObjectCommand({ ...address, body: new Blob(['abc']).stream(), contentLength: 3 }))
    expect(requests[0]?.headers['authorization']).toContain('q-header-list=host&')
    expect(requests[0]?.headers['content-length']).toBe('3')
  })

  test('an anonymous request carries no authorization', async () => {
    const { requests, transport } = network(stored)
    await new CosClient({ region: 'ap-guangzhou', credentials: 'anonymous', transport }).send(
      new PutObjectCommand({ ...address, body: '' }),
    )
    expect(requests[0]?.headers['authorization']).toBeUndefined()
  })

  test('a signer of the user replaces ours', async () => {
    const { requests, transport } = network(stored)
    const signer = async (request: HttpRequest) => ({ ...request, headers: { ...request.headers, authorization: 'by back end' } })
    await new CosClient({ region: 'ap-guangzhou', signer, transport }).send(new PutObjectCommand({ ...address, body: '' }))
    expect(requests[0]?.headers['authorization']).toBe('by back end')
  })

  test('an error answer becomes a ServiceError without secrets', async () => {
    const document =
      '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><RequestId>request-1</RequestId></Error>'
    const { transport } = network(answer(404, {}, document))
    const client = new CosClient({ region: 'ap-guangzhou', credentials: { ...keys, securityToken: 'TOKEN' }, transport })
    const error = await client.send(new GetObjectCommand(address)).catch((caught) => caught)
    expect(isServiceError(error, 'NoSuchKey')).toBe(true)
    expect(error.message).toBe(
      'NoSuchKey: The specified key does not exist.\n  GetObject GET photos-1250000000.cos.ap-guangzhou.myqcloud.com/a.txt → 404\n  request id: request-1',
    )
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toMatch(/SECRETEXAMPLE|TOKEN|q-signature/)
  })

  test('the code of an answer without a body comes from its status', async () => {
    const client = (status: number) => new CosClient({ region: 'ap-guangzhou', credentials: keys, ...network(answer(status)) })
    await expect(client(404).send(new HeadObjectCommand(address))).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 })
    await expect(client(304).send(new HeadObjectCommand(address))).rejects.toMatchObject({ code: 'NotModified' })
    await expect(client(412).send(new HeadObjectCommand(address))).rejects.toMatchObject({ code: 'PreconditionFailed' })
  })

  test('a cut list is an error after all attempts, never a short list', async () => {
    const { requests, transport } = network(answer(200, {}, '<ListBucketResult><Name>photos-1250000000</Name><MaxKeys>1000</MaxKeys>'))
    const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport, clock: stillClock() })
    await expect(client.send(new ListObjectsCommand({ bucket: address.bucket }))).rejects.toMatchObject({
      name: 'ResponseError',
      code: 'UnreadableResponse',
    })
    expect(requests).toHaveLength(4)
  })

  test('bytes that differ from their checksum are never a success, up or down', async () => {
    const wrong = network(answer(200, { etag: '"x"', 'x-cos-hash-crc64ecma': '1' }))
    const put = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport: wrong.transport, clock: stillClock() })
    await expect(put.send(new PutObjectCommand({ ...address, body: 'abc' }))).rejects.toMatchObject({ code: 'ChecksumMismatch' })
    const got = network(answer(200, { etag: '"x"', 'last-modified': new Date(0).toUTCString(), 'x-cos-hash-crc64ecma': '1' }, 'abc'))
    const get = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport: got.transport, clock: stillClock() })
    const output = await get.send(new GetObjectCommand(address))
    await expect(output.body.bytes()).rejects.toMatchObject({ code: 'ChecksumMismatch' })
  })
})

describe('clock', () => {
  const serverTime = new Date(1_700_003_600_000).toUTCString()
  const refusal = () => answer(403, { date: serverTime }, '<Error><Code>RequestTimeTooSkewed</Code><Message>x</Message></Error>')

  test('a refused clock is corrected once and for all requests that follow', async () => {
    const { requests, transport } = network(refusal(), stored)
    const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport, clock: stillClock() })
    await client.send(new PutObjectCommand({ ...address, body: '' }))
    await client.send(new PutObjectCommand({ ...address, body: '' }))
    expect(requests.map((request) => /q-sign-time=(\d+)/.exec(request.headers['authorization'] ?? '')?.[1])).toEqual([
      '1699999940',
      '1700003540',
      '1700003540',
    ])
  })

  test('a HEAD whose time is refused says only 403, and is corrected all the same', async () => {
    const head = answer(200, { etag: '"x"', 'last-modified': new Date(0).toUTCString() })
    const { requests, transport } = network(answer(403, { date: serverTime }), head)
    const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport, clock: stillClock() })
    await client.send(new HeadObjectCommand(address))
    expect(requests).toHaveLength(2)
  })

  test('a second refusal is the end', async () => {
    const { requests, transport } = network(refusal())
    const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport, clock: stillClock() })
    await expect(client.send(new PutObjectCommand({ ...address, body: '' }))).rejects.toMatchObject({ code: 'RequestTimeTooSkewed' })
    expect(requests).toHaveLength(2)
  })
})

describe('waiting', () => {
  test('a deadline covers credentials too', async () => {
    const { transport } = network(stored)
    const client = new CosClient({ region: 'ap-guangzhou', credentials: () => new Promise(() => {}), transport, deadlineMs: 20 })
    await expect(client.send(new PutObjectCommand({ ...address, body: '' }))).rejects.toMatchObject({ code: 'DeadlineExceeded' })
  })

  test('a deadline covers the bytes of an object too', async () => {
    const { transport } = network((request) => ({
      ...answer(200, { etag: '"x"', 'last-modified': new Date(0).toUTCString() }),
      body: {
        bytes: () => new Promise((_, reject) => request.signal?.addEventListener('abort', () => reject(request.signal?.reason))),
        cancel: async () => {},
        async *[Symbol.asyncIterator]() {},
      },
    }))
    const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport })
    const keepsAlive = setTimeout(() => {}, 5000)
    const output = await client.send(new GetObjectCommand(address), { deadlineMs: 20 })
    await expect(output.body.bytes()).rejects.toMatchObject({ code: 'DeadlineExceeded' })
    clearTimeout(keepsAlive)
  })

  test('an abort ends the wait between attempts with its own reason', async () => {
    const { transport } = network(answer(503))
    const controller = new AbortController()
    const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport, retry: () => 60_000 })
    const sending = client.send(new PutObjectCommand({ ...address, body: '' }), { signal: controller.signal })
    setTimeout(() => controller.abort(new Error('enough')), 5)
    await expect(sending).rejects.toThrow('enough')
  })

  test('a signal that is aborted already sends nothing', async () => {
    const { requests, transport } = network(stored)
    const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport })
    await expect(
      client.send(new PutObjectCommand({ ...address, body: '' }), { signal: AbortSignal.abort(new Error('no')) }),
    ).rejects.toThrow('no')
    expect(requests).toHaveLength(0)
  })
})

describe('options', () => {
  test.each<[string, object, string]>([
    ['no credentials', {}, 'credentials'],
    ['credentials that are null', { credentials: null }, 'credentials.secretId'],
    ['credentials as text', { credentials: 'id:key' }, 'credentials'],
    ['an empty id', { credentials: { ...keys, secretId: '' } }, 'credentials.secretId'],
    ['a missing key', { credentials: { secretId: 'x' } }, 'credentials.secretKey'],
    ['a key with a line end', { credentials: { ...keys, secretKey: 'x\n' } }, 'credentials.secretKey'],
    ['a token that is no text', { credentials: { ...keys, securityToken: 1 } }, 'credentials.securityToken'],
    ['a region with a slash', { credentials: keys, region: 'a/b' }, 'region'],
    ['an endpoint that is no origin', { credentials: keys, endpoint: 'localhost' }, 'endpoint'],
    ['a deadline of 0', { credentials: keys, deadlineMs: 0 }, 'deadlineMs'],
  ])('%s is refused by name', (_, options, member) => {
    expect(() => new CosClient({ region: 'ap-guangzhou', ...options } as never)).toThrow(
      expect.objectContaining({ name: 'InputError', member }),
    )
  })

  test('no options at all are refused by name', () => {
    expect(() => new CosClient(undefined as never)).toThrow(expect.objectContaining({ name: 'InputError', member: 'credentials' }))
  })

  test('a missing region is refused before anything is sent', async () => {
    const { requests, transport } = network(stored)
    const client = new CosClient({ credentials: keys, transport })
    await expect(client.send(new PutObjectCommand({ ...address, body: '' }))).rejects.toMatchObject({ member: 'region' })
    expect(requests).toHaveLength(0)
  })

  test('bad keys from a provider are refused before anything is sent', async () => {
    const { requests, transport } = network(stored)
    const client = new CosClient({ region: 'ap-guangzhou', credentials: async () => ({}) as never, transport })
    await expect(client.send(new PutObjectCommand({ ...address, body: '' }))).rejects.toThrow(InputError)
    expect(requests).toHaveLength(0)
  })
})

describe('middleware', () => {
  test('commands run once per send, requests once per attempt, and the client they are added to stays as it was', async () => {
    const seen: string[] = []
    const { transport } = network(answer(503), stored)
    const base = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport, clock: stillClock() })
    const trace: RequestMiddleware = (request, next) => {
      seen.push(`attempt ${request.attempt} ${request.headers['authorization'] === undefined ? 'unsigned' : 'signed'}`)
      return next({ ...request, headers: { ...request.headers, 'x-cos-meta-trace': '1' } })
    }
    const client = base.with({
      commands: [
        async (command, next) => {
          if (isCommand(command, PutObjectCommand)) seen.push(`put ${command.input.key}`)
          return next(command)
        },
      ],
      requests: [trace],
    })
    await client.send(new PutObjectCommand({ ...address, body: '' }))
    expect(seen).toEqual(['put a.txt', 'attempt 1 unsigned', 'attempt 2 unsigned'])
    await base.send(new PutObjectCommand({ ...address, body: '' }))
    expect(seen).toHaveLength(3)
  })
})

test('presigning gives a URL that carries its signature, with headers covered', async () => {
  const client = new CosClient({ region: 'ap-guangzhou', credentials: { ...keys, securityToken: 'T/+' }, clock: stillClock() })
  const url = new URL(await client.presign(new PutObjectCommand({ ...address, contentType: 'text/plain' }), { expiresInSeconds: 60 }))
  expect(url.origin + url.pathname).toBe('https://photos-1250000000.cos.ap-guangzhou.myqcloud.com/a.txt')
  expect(url.searchParams.get('q-header-list')).toBe('content-type;host')
  expect(url.searchParams.get('q-sign-time')).toBe('1699999940;1700000060')
  expect(url.searchParams.get('x-cos-security-token')).toBe('T/+')
})

test('pages follow one another until the last, holding one at a time', async () => {
  const page = (next: string | undefined) =>
    answer(
      200,
      {},
      `<ListBucketResult><Name>photos-1250000000</Name><EncodingType>url</EncodingType><MaxKeys>1</MaxKeys><IsTruncated>${next !== undefined}</IsTruncated>${next ? `<NextMarker>${next}</NextMarker>` : ''}<Contents><Key>k%20${next ?? ''}</Key><LastModified>2017-08-08T09:43:35.000Z</LastModified><ETag>"x"</ETag><Size>1</Size></Contents></ListBucketResult>`,
    )
  const { requests, transport } = network(page('a%2Fb'), page('c'), page(undefined))
  const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, transport })
  const found: string[] = []
  for await (const { contents } of paginate(client, new ListObjectsCommand({ bucket: address.bucket, maxKeys: 1 })))
    found.push(...contents.map(({ key }) => key))
  expect(found).toEqual(['k a%2Fb'.replace('%2F', '/'), 'k c', 'k '])
  expect(requests.map((request) => request.query['marker'])).toEqual([undefined, 'a/b', 'c'])
})
