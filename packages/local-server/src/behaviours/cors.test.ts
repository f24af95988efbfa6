import { CreateBucketCommand, DeleteBucketCorsCommand, OptionsObjectCommand, PutBucketCorsCommand, PutObjectCommand } from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, clientOf, failureOf, raw, withBucket } from '../local-server.fixture.js'
import { createLocalServer } from '../local-server.js'
import type { RequestRecord } from '../request-record.js'

const rules = [
  {
    allowedOrigins: ['https://app.example.com'],
    allowedMethods: ['PUT' as const, 'GET' as const],
    allowedHeaders: ['content-type', 'X-Cos-*'],
    exposeHeaders: ['ETag', 'x-cos-request-id'],
    maxAgeSeconds: 300,
  },
  { allowedOrigins: ['https://*.example.org'], allowedMethods: ['GET' as const] },
  { allowedOrigins: ['*'], allowedMethods: ['HEAD' as const] },
]

async function prepared(responseVary = false) {
  const { server, client } = await withBucket()
  await client.send(new PutBucketCorsCommand({ bucket, rules, responseVary }))
  await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'a' }))
  const preflight = (origin: string, method: string, headers?: string) =>
    raw(server, {
      method: 'OPTIONS',
      target: '/a',
      isSigned: false,
      headers: {
        origin,
        'access-control-request-method': method,
        ...(headers === undefined ? {} : { 'access-control-request-headers': headers }),
      },
    })
  return { server, client, preflight }
}

test('a preflight that a rule allows is told what the rule says', async () => {
  const { preflight } = await prepared()
  const answer = await preflight('https://app.example.com', 'PUT', 'Content-Type, x-cos-meta-a')
  expect(answer.status).toBe(200)
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': 'https://app.example.com',
    'access-control-allow-methods': 'PUT, GET',
    'access-control-allow-headers': 'content-type, x-cos-meta-a',
    'access-control-expose-headers': 'ETag, x-cos-request-id',
    'access-control-max-age': '300',
  })
})

test.each([
  ['https://app.example.com', 'DELETE', undefined],
  ['https://app.example.com', 'PUT', 'authorization'],
  ['https://app.example.com:8443', 'PUT', undefined],
  ['http://app.example.com', 'PUT', undefined],
  ['https://example.org', 'GET', undefined],
  ['https://a.example.org', 'PUT', undefined],
])('%s asking for %s with %s is refused', async (origin, method, headers) => {
  const { preflight } = await prepared()
  const answer = await preflight(origin, method, headers)
  expect(answer).toMatchObject({ status: 403, code: 'AccessForbidden' })
})

test('a preflight is told of by its name, allowed or not', async () => {
  const records: RequestRecord[] = []
  const server = createLocalServer({ onRequest: (record) => records.push(record) })
  const client = clientOf(server)
  await client.send(new CreateBucketCommand({ bucket }))
  await client.send(new PutBucketCorsCommand({ bucket, rules }))
  const asked = { bucket, key: 'a', origin: 'https://app.example.com' }
  const allowed = await client.send(new OptionsObjectCommand({ ...asked, accessControlRequestMethod: 'PUT' }))
  expect(allowed).toMatchObject({ accessControlAllowOrigin: 'https://app.example.com', accessControlMaxAge: 300 })
  await failureOf(client.send(new OptionsObjectCommand({ ...asked, accessControlRequestMethod: 'DELETE' })))
  expect(records.slice(2)).toMatchObject([
    { operation: 'OptionsObject', status: 200 },
    { operation: 'OptionsObject', status: 403, code: 'AccessForbidden' },
  ])
})

test('stars stand for any text', async () => {
  const { preflight } = await prepared()
  expect((await preflight('https://a.b.example.org', 'GET')).headers['access-control-allow-origin']).toBe('https://a.b.example.org')
  expect((await preflight('null', 'HEAD')).headers['access-control-allow-origin']).toBe('*')
})

test('a page may read what a rule lets it read, errors included, and others are served without', async () => {
  const { server } = await prepared()
  const asked = (origin: string, target = '/a') => raw(server, { target, headers: { origin } })
  const allowed = await asked('https://app.example.com')
  expect(allowed).toMatchObject({ status: 200, text: 'a' })
  expect(allowed.headers).toMatchObject({
    'access-control-allow-origin': 'https://app.example.com',
    'access-control-expose-headers': 'ETag, x-cos-request-id',
  })
  const missing = await asked('https://app.example.com', '/missing')
  expect(missing).toMatchObject({ status: 404, headers: { 'access-control-allow-origin': 'https://app.example.com' } })
  const stranger = await asked('https://elsewhere.example')
  expect(stranger).toMatchObject({ status: 200, text: 'a' })
  expect(Object.keys(stranger.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('ResponseVary is on every answer', async () => {
  const { server } = await prepared(true)
  const vary = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method'
  expect((await raw(server, { target: '/a' })).headers['vary']).toBe(vary)
  const plain = await prepared(false)
  expect((await raw(plain.server, { target: '/a' })).headers['vary']).toBeUndefined()
})

test('without rules nobody is allowed, and rules that are gone allow nobody', async () => {
  const { client, preflight } = await prepared()
  await client.send(new DeleteBucketCorsCommand({ bucket }))
  expect(await preflight('https://app.example.com', 'GET')).toMatchObject({ status: 403, code: 'AccessForbidden' })
})

test.each([
  [[], 'MalformedXML'],
  [[{ allowedOrigins: [], allowedMethods: ['GET' as const] }], 'MalformedXML'],
  [[{ allowedOrigins: ['*'], allowedMethods: [] }], 'MalformedXML'],
  [[{ allowedOrigins: ['https://*.a.*'], allowedMethods: ['GET' as const] }], 'InvalidArgument'],
  [[{ allowedOrigins: ['*'], allowedMethods: ['GET' as const], exposeHeaders: ['x-cos-*'] }], 'InvalidArgument'],
  [Array.from({ length: 101 }, () => ({ allowedOrigins: ['*'], allowedMethods: ['GET' as const] })), 'InvalidArgument'],
])('rules %# are refused', async (wrong, code) => {
  const { client } = await withBucket()
  expect(await failureOf(client.send(new PutBucketCorsCommand({ bucket, rules: wrong })))).toMatchObject({ status: 400, code })
})
