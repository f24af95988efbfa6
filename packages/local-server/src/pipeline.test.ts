import { GetObjectCommand, HeadBucketCommand, ListObjectsCommand, PutObjectCommand } from '@cos/core'
import { sign } from '@cos/signer'
import { describe, expect, test } from 'vitest'
import { localAccount } from './account.js'
import { bucket, clientOf, failureOf, raw, withBucket } from './local-server.fixture.js'
import type { RequestRecord } from './request-record.js'

const host = `${bucket}.cos.ap-guangzhou.myqcloud.com`

describe('errors', () => {
  test('have a document with five fields, equal to the headers', async () => {
    const { server } = await withBucket()
    const { status, headers, text } = await raw(server, { target: '/a%20%26b' })
    expect(status).toBe(404)
    expect(headers).toMatchObject({ server: 'tencent-cos', 'content-type': 'application/xml', 'content-length': String(text.length) })
    expect(text).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>' +
        `<Resource>${host}/a &amp;b</Resource><RequestId>${headers['x-cos-request-id']}</RequestId>` +
        `<TraceId>${headers['x-cos-trace-id']}</TraceId></Error>`,
    )
  })

  test('of HEAD have none, and successes no trace id', async () => {
    const { server } = await withBucket()
    const missing = await raw(server, { method: 'HEAD', target: '/missing' })
    expect(missing).toMatchObject({ status: 404, text: '', headers: { 'content-length': '0', 'content-type': 'application/xml' } })
    expect(missing.headers['x-cos-trace-id']).toBeDefined()
    const found = await raw(server, { method: 'HEAD', target: '/' })
    expect(found.headers['x-cos-request-id']).toBeDefined()
    expect(found.headers['x-cos-trace-id']).toBeUndefined()
  })

  test('of the server itself are InternalError, told to onError and not to the client', async () => {
    const errors: unknown[] = []
    const { server } = await withBucket({ onError: (error) => errors.push(error) })
    const broken = new Error('disk full at /secret/path')
    server.store.listObjects = () => Promise.reject(broken)
    const answer = await raw(server, { target: '/' })
    expect(answer).toMatchObject({ status: 500, code: 'InternalError' })
    expect(answer.text).not.toContain('secret')
    expect(errors).toEqual([broken])
  })
})

describe('strictness', () => {
  test.each([
    ['GET', '/?quota', {}, /quota/],
    ['GET', '/?notification=', {}, /notification/],
    ['GET', '/?list-type=2', {}, /list-type/],
    ['GET', '/k?imageMogr2/thumbnail/200x', {}, /imageMogr2/],
    ['GET', '/k?unheard-of', {}, /unheard-of/],
    ['GET', '/?notification&prefix=a', {}, /notification/],
    ['POST', '/k?unheard-of', { 'content-length': '0' }, /unheard-of/],
    ['POST', '/?unheard-of', { 'content-length': '0' }, /unheard-of/],
    ['PUT', '/k', { 'content-length': '0', 'x-cos-unheard-of': '1' }, /x-cos-unheard-of/],
    ['PUT', '/k', { 'content-length': '0', 'pic-operations': '{}' }, /pic-operations/],
  ])('%s %s with %j is a 501 that names it', async (method, target, headers, named) => {
    const { server } = await withBucket()
    const answer = await raw(server, { method, target, headers })
    expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' })
    expect(/<Message>(.*)<\/Message>/.exec(answer.text)?.[1]).toMatch(named)
  })

  test('what changes nothing is let pass', async () => {
    const { server } = await withBucket()
    const headers = { 'x-cos-sdk-retry': 'true', 'x-cos-meta-a': 'b', 'x-cos-grant-read': '', 'x-other': 'y' }
    expect(await raw(server, { target: '/?versionId=&tracking=1', headers })).toMatchObject({ status: 200 })
  })

  test('loose ignores what is lacking', async () => {
    const { server } = await withBucket({ loose: true })
    const headers = { 'x-cos-server-side-encryption': 'AES256' }
    expect(await raw(server, { method: 'PUT', target: '/k?quota=x', body: 'x', headers })).toMatchObject({ status: 200 })
  })

  test('a method that no resource of the kind has is a 405', async () => {
    const { server } = await withBucket()
    expect(await raw(server, { method: 'PATCH', target: '/k' })).toMatchObject({ status: 405, code: 'MethodNotAllowed' })
  })
})

describe('signatures', () => {
  const at = (nowMs: number) => ({ now: () => nowMs, sleep: async () => {}, random: () => 0 })

  test.each([
    [{ secretId: 'Nobody', secretKey: 'x' }, 'InvalidAccessKeyId'],
    [{ secretId: localAccount.secretId, secretKey: 'wrong' }, 'SignatureDoesNotMatch'],
  ])('of %j are refused', async (credentials, code) => {
    const { server } = await withBucket()
    const error = await failureOf(clientOf(server, { credentials }).send(new ListObjectsCommand({ bucket })))
    expect(error).toMatchObject({ code, status: 403 })
    expect(JSON.stringify(error)).not.toContain('wrong')
  })

  test('of another time are refused with the words clients look for, and the time to set', async () => {
    const nowMs = Date.UTC(2026, 5, 1)
    const { server } = await withBucket({ clock: at(nowMs) }, { clock: at(nowMs), correctClockSkew: false })
    const off = (offsetMs: number) => clientOf(server, { clock: at(nowMs + offsetMs), correctClockSkew: false })
    expect(await failureOf(off(-3_600_000).send(new GetObjectCommand({ bucket, key: 'k' })))).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringContaining('Request has expired'),
      headers: { date: new Date(nowMs).toUTCString() },
    })
    expect(await failureOf(off(3_600_000).send(new GetObjectCommand({ bucket, key: 'k' })))).toMatchObject({ code: 'RequestTimeTooSkewed' })
    const { text } = await raw(server, { target: '/' })
    expect(text).toContain('<ServerTime>2026-06-01T00:00:00.000Z</ServerTime>')
  })

  test('need the token that goes with their key', async () => {
    const temporary = { ...localAccount, secretId: 'Temporary', securityToken: 'token' }
    const { server, client } = await withBucket({ accounts: [temporary] })
    await client.send(new HeadBucketCommand({ bucket }))
    const without = clientOf(server, { credentials: { secretId: 'Temporary', secretKey: localAccount.secretKey } })
    expect(await failureOf(without.send(new ListObjectsCommand({ bucket })))).toMatchObject({ code: 'InvalidToken', status: 403 })
  })

  test('may stand in the query, as fields or as one sign', async () => {
    const { server, client } = await withBucket()
    await client.send(new PutObjectCommand({ bucket, key: 'a b', body: 'text' }))
    const { pathname, search } = new URL(await client.presign(new GetObjectCommand({ bucket, key: 'a b' })))
    expect(await raw(server, { target: pathname + search, isSigned: false })).toMatchObject({ status: 200, text: 'text' })
    const line = sign({ method: 'GET', path: '/a b', headers: { host } }, server.credentials)
    const merged = await raw(server, { target: `/a%20b?sign=${encodeURIComponent(line)}`, isSigned: false })
    expect(merged).toMatchObject({ status: 200, text: 'text' })
  })

  test('are not asked for when they are not required', async () => {
    const { server } = await withBucket({ requireSignatures: false })
    expect(await raw(server, { method: 'PUT', target: '/k', body: 'x', isSigned: false })).toMatchObject({ status: 200 })
    expect(await raw(server, { target: '/k', headers: { authorization: 'nonsense' }, isSigned: false })).toMatchObject({ text: 'x' })
  })
})

describe('access', () => {
  const stranger = { appId: '1260000000', ownerUin: '100000000002', secretId: 'Stranger', secretKey: 'stranger-key' }

  test.each([
    ['private', undefined, 403, 403, 403],
    ['public-read', undefined, 200, 200, 403],
    ['public-read-write', undefined, 200, 200, 200],
    ['authenticated-read', undefined, 403, 403, 403],
    ['private', 'public-read', 200, 403, 403],
    ['public-read', 'private', 403, 200, 403],
  ] as const)('nobody known in a %s bucket with a %s object', async (acl, objectAcl, get, list, put) => {
    const { server, client } = await withBucket()
    await server.store.updateBucket(bucket, () => ({ acl }))
    await client.send(new PutObjectCommand({ bucket, key: 'k', body: 'x', ...(objectAcl ? { acl: objectAcl } : {}) }))
    const statusOf = async (method: string, target: string) =>
      (await raw(server, { method, target, headers: { 'content-length': '0' }, isSigned: false })).status
    expect(await statusOf('GET', '/k')).toBe(get)
    expect(await statusOf('HEAD', '/k')).toBe(get)
    expect(await statusOf('GET', '/')).toBe(list)
    expect(await statusOf('PUT', '/new')).toBe(put)
    expect(await statusOf('DELETE', '/')).toBe(403)
  })

  test('another account reads what authenticated ones may, and owns nothing here', async () => {
    const { server, client } = await withBucket({ accounts: [localAccount, stranger] })
    await client.send(new PutObjectCommand({ bucket, key: 'k', body: 'x', acl: 'authenticated-read' }))
    const other = clientOf(server, { credentials: stranger })
    expect(await (await other.send(new GetObjectCommand({ bucket, key: 'k' }))).body.text()).toBe('x')
    expect(await failureOf(other.send(new ListObjectsCommand({ bucket })))).toMatchObject({ code: 'AccessDenied' })
    expect(await failureOf(other.send(new PutObjectCommand({ bucket, key: 'k', body: '' })))).toMatchObject({ code: 'AccessDenied' })
  })

  test('an empty Authorization is none', async () => {
    const { server } = await withBucket()
    expect(await raw(server, { target: '/', headers: { authorization: '' }, isSigned: false })).toMatchObject({ code: 'AccessDenied' })
  })
})

describe('pages of other origins', () => {
  const preflight = {
    origin: 'https://app.example.com',
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'x-cos-acl',
  }

  test('are refused unless they are allowed', async () => {
    const { server } = await withBucket()
    const answer = await raw(server, { method: 'OPTIONS', target: '/k', headers: preflight, isSigned: false })
    expect(answer).toMatchObject({ status: 403, code: 'AccessForbidden' })
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })

  test.each([
    [['*'], '*'],
    [['https://app.example.com'], 'https://app.example.com'],
  ])('%j may ask, and may read answers and errors', async (allowOrigins, origin) => {
    const { server } = await withBucket({ allowOrigins })
    const answer = await raw(server, { method: 'OPTIONS', target: '/k', headers: preflight, isSigned: false })
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': origin, 'access-control-allow-headers': 'x-cos-acl' },
    })
    const missing = await raw(server, { target: '/missing', headers: { origin: preflight.origin } })
    expect(missing.headers['access-control-allow-origin']).toBe(origin)
    expect(missing.headers['access-control-expose-headers']).toContain('ETag')
  })
})

test('a traffic limit slows bodies down, both ways', async () => {
  let nowMs = Date.UTC(2026, 0, 1)
  const clock = {
    now: () => nowMs,
    random: () => 0,
    sleep: async (milliseconds: number) => void (nowMs += milliseconds),
  }
  const { server } = await withBucket({ clock }, { clock })
  const headers = { 'x-cos-traffic-limit': '819200' }
  const signature = sign({ method: 'PUT', path: '/k', headers: { host } }, localAccount, { startsAt: nowMs / 1000 })
  const before = nowMs
  const body = Buffer.alloc(204_800)
  await raw(server, { method: 'PUT', target: '/k', body, headers: { ...headers, authorization: signature }, isSigned: false })
  expect(nowMs - before).toBeCloseTo(2000, -1)
  const get = sign({ method: 'GET', path: '/k', headers: { host } }, localAccount, { startsAt: before / 1000 })
  await raw(server, { target: '/k', headers: { ...headers, authorization: get }, isSigned: false })
  expect(nowMs - before).toBeCloseTo(4000, -1)
})

test('onRequest tells of each request what is no secret', async () => {
  const records: RequestRecord[] = []
  const { server } = await withBucket({ onRequest: (record) => records.push(record) })
  await raw(server, { target: '/missing?q-signature=secret', isSigned: false })
  expect(records.at(-1)).toMatchObject({
    method: 'GET',
    resource: `${host}/missing`,
    operation: 'GetObject',
    status: 403,
    code: 'AccessDenied',
    refusal: undefined,
  })
  await raw(server, { target: '/missing', isSigned: false })
  const refusal = `Nothing allows name/cos:GetObject on qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/missing for anonymous.`
  expect(records.at(-1)).toMatchObject({ code: 'AccessDenied', refusal })
  await raw(server, { target: '/missing' })
  expect(records.at(-1)).toMatchObject({ code: 'NoSuchKey', refusal: undefined })
  expect(JSON.stringify(records)).not.toMatch(/secret/i)
})
