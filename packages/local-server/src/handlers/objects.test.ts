import { createHash } from 'node:crypto'
import {
  DeleteMultipleObjectsCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  PutObjectCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'

const text = '[Object Content]'

async function withObject(input: Partial<ConstructorParameters<typeof PutObjectCommand>[0]> = {}) {
  const context = await withBucket()
  await context.client.send(new PutObjectCommand({ bucket, key: 'k', body: text, ...input }))
  return context
}

describe('PutObject', () => {
  test.each([
    [{ 'content-md5': '7o3pGNBWQBRbGPcPTDqmAg==' }, 200, undefined],
    [{ 'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==' }, 400, 'BadDigest'],
    [{ 'content-md5': 'nonsense' }, 400, 'InvalidDigest'],
    [{ 'x-cos-content-sha1': '0'.repeat(40) }, 400, 'InvalidSHA1Digest'],
    [{ 'x-cos-content-sha1': '28b7da9a7c5385e6e2669ed36e89af0053f7f58e' }, 200, undefined],
    [{ 'x-cos-storage-class': 'COLD' }, 400, 'NotSupportedStorageClass'],
    [{ 'x-cos-storage-class': 'MAZ_STANDARD' }, 400, 'MAZOperationNotSupportOnOAZBucket'],
    [{ 'content-length': '5368709121' }, 400, 'EntityTooLarge'],
    [{ 'x-cos-meta-a': 'a'.repeat(2049) }, 400, 'MetadataTooLarge'],
    [{ 'x-cos-traffic-limit': '1000' }, 400, 'InvalidArgument'],
  ])('with %j is answered %i %s', async (headers, status, code) => {
    const { server, client } = await withBucket()
    expect(await raw(server, { method: 'PUT', target: '/k', body: text, headers })).toMatchObject({ status, code })
    const { contents } = await client.send(new ListObjectsCommand({ bucket }))
    expect(contents).toHaveLength(status === 200 ? 1 : 0)
  })

  test('without a length is refused, in chunks it is not', async () => {
    const { server } = await withBucket()
    expect(await raw(server, { method: 'PUT', target: '/k' })).toMatchObject({ status: 411, code: 'MissingContentLength' })
    expect(await raw(server, { method: 'PUT', target: '/k', headers: { 'transfer-encoding': 'chunked' } })).toMatchObject({ status: 200 })
  })

  test('takes keys of up to 850 bytes', async () => {
    const { server } = await withBucket()
    expect(await raw(server, { method: 'PUT', target: `/${'a'.repeat(850)}`, body: text })).toMatchObject({ status: 200 })
    expect(await raw(server, { method: 'PUT', target: `/${'a'.repeat(851)}`, body: text })).toMatchObject({
      status: 400,
      code: 'KeyTooLong',
    })
  })

  test('never normalises a path', async () => {
    const { server, client } = await withBucket()
    for (const target of ['/a/../b', '/a/..%2Fc', '//d', '/e//f', '/%2Fg', '/h%2Fi', '/./', '/%E4%B8%AD']) {
      expect((await raw(server, { method: 'PUT', target, body: text })).status).toBe(200)
    }
    const { contents } = await client.send(new ListObjectsCommand({ bucket }))
    expect(contents.map(({ key }) => key)).toEqual(['./', '/d', '/g', 'a/../b', 'a/../c', 'e//f', 'h/i', '中'])
  })

  test('guesses the type that is not given and keeps what is', async () => {
    const { server, client } = await withBucket()
    await raw(server, { method: 'PUT', target: '/page.html', body: text, headers: { 'content-type': '', 'cache-control': '' } })
    const headers = { 'content-type': 'a/b', 'cache-control': 'no-store', expires: 'soon', 'content-language': 'zh', 'x-cos-meta-a': 'b' }
    await raw(server, { method: 'PUT', target: '/page2.html', body: text, headers })
    expect(await client.send(new HeadObjectCommand({ bucket, key: 'page.html' }))).toMatchObject({ contentType: 'text/html' })
    const head = await client.send(new HeadObjectCommand({ bucket, key: 'page2.html' }))
    expect(head).toMatchObject({
      contentType: 'a/b',
      cacheControl: 'no-store',
      expires: 'soon',
      contentLanguage: 'zh',
      metadata: { a: 'b' },
    })
  })
})

describe('GetObject', () => {
  test.each([
    ['bytes=0-3', 206, '[Obj', 'bytes 0-3/16'],
    ['bytes=8-', 206, 'Content]', 'bytes 8-15/16'],
    ['bytes=-5', 206, 'tent]', 'bytes 11-15/16'],
    ['bytes=-99', 206, text, 'bytes 0-15/16'],
    ['bytes=10-99', 206, 'ntent]', 'bytes 10-15/16'],
    ['bytes=16-', 416, undefined, 'bytes */16'],
    ['bytes=-0', 416, undefined, 'bytes */16'],
    ['bytes=5-2', 200, text, undefined],
    ['bytes=0-1,4-5', 200, text, undefined],
    ['lines=0-1', 200, text, undefined],
  ])('with Range %s is answered %i', async (range, status, body, contentRange) => {
    const { server } = await withObject()
    const answer = await raw(server, { target: '/k', headers: { range } })
    expect(answer.status).toBe(status)
    expect(answer.headers['content-range']).toBe(contentRange)
    if (body === undefined) expect(answer.code).toBe('InvalidRange')
    else {
      expect(answer.text).toBe(body)
      expect(answer.headers).toMatchObject({ 'content-length': String(body.length), 'x-cos-hash-crc64ecma': '16749565679157681890' })
    }
  })

  const etag = '"ee8de918d05640145b18f70f4c3aa602"'
  const past = 'Thu, 01 Jan 2015 00:00:00 GMT'
  const future = 'Fri, 01 Jan 2100 00:00:00 GMT'
  test.each([
    [{ 'if-match': etag }, 200],
    [{ 'if-match': 'ee8de918d05640145b18f70f4c3aa602' }, 200],
    [{ 'if-match': '"x", *' }, 200],
    [{ 'if-match': '"x"' }, 412],
    [{ 'if-none-match': etag }, 304],
    [{ 'if-none-match': `W/${etag}` }, 304],
    [{ 'if-none-match': '"x"' }, 200],
    [{ 'if-modified-since': past }, 200],
    [{ 'if-modified-since': future }, 304],
    [{ 'if-unmodified-since': past }, 412],
    [{ 'if-unmodified-since': future }, 200],
    [{ 'if-match': etag, 'if-unmodified-since': past }, 200],
    [{ 'if-none-match': '"x"', 'if-modified-since': future }, 200],
    [{ 'if-modified-since': 'yesterday' }, 200],
  ])('with %j is answered %i, and so is HeadObject', async (headers, status) => {
    const { server } = await withObject()
    const answer = await raw(server, { target: '/k', headers })
    expect(answer.status).toBe(status)
    if (status === 412) expect(answer.text).toContain('<Code>PreconditionFailed</Code><Message>Precondition not match.</Message>')
    if (status === 304) {
      expect(answer.text).toBe('')
      expect(answer.headers).toMatchObject({
        etag,
        'x-cos-hash-crc64ecma': '16749565679157681890',
        'content-type': 'application/octet-stream',
      })
    }
    const head = await raw(server, { method: 'HEAD', target: '/k', headers })
    expect(head).toMatchObject({ status, text: '' })
    if (status === 304) expect(head.headers).toMatchObject({ 'content-type': 'application/xml', 'content-length': '0' })
  })

  test('answers overrides to signed requests only', async () => {
    const { server } = await withObject({ acl: 'public-read' })
    const target = '/k?response-content-type=text%2Fhtml&response-cache-control=no-cache&response-content-disposition=a%3B%20b'
    expect((await raw(server, { target })).headers).toMatchObject({
      'content-type': 'text/html',
      'cache-control': 'no-cache',
      'content-disposition': 'a; b',
    })
    expect(await raw(server, { target, isSigned: false })).toMatchObject({ status: 400, code: 'InvalidRequest' })
    expect(await raw(server, { target: '/k?response-expires=a%0d%0ab' })).toMatchObject({ status: 400, code: 'InvalidArgument' })
  })

  test('of an archived object is refused, of its head is not', async () => {
    const { client } = await withObject({ storageClass: 'ARCHIVE' })
    expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'k' })))).toMatchObject({
      code: 'InvalidObjectState',
      status: 403,
    })
    expect(await client.send(new HeadObjectCommand({ bucket, key: 'k' }))).toMatchObject({ storageClass: 'ARCHIVE' })
  })

  test('names the storage class only where it is not STANDARD', async () => {
    const { server } = await withObject({ storageClass: 'STANDARD' })
    expect((await raw(server, { target: '/k' })).headers).not.toHaveProperty('x-cos-storage-class')
    await raw(server, { method: 'PUT', target: '/k', body: '', headers: { 'x-cos-storage-class': 'Standard_IA' } })
    expect((await raw(server, { target: '/k' })).headers['x-cos-storage-class']).toBe('STANDARD_IA')
  })

  test.each([
    ['/missing', 404, 'NoSuchKey'],
    ['/k?versionId=null', 200, undefined],
    ['/k?versionId=MTg0NDUxODMzMTMwMDM2Njc1ODA', 404, 'NoSuchVersion'],
    ['/k?versionId=nonsense', 400, 'InvalidArgument'],
  ])('of %s is answered %i %s', async (target, status, code) => {
    const { server } = await withObject()
    expect(await raw(server, { target })).toMatchObject({ status, code })
  })
})

describe('DeleteObject and DeleteMultipleObjects', () => {
  test('what is not there counts as deleted', async () => {
    const { client } = await withObject()
    expect(await client.send(new DeleteObjectCommand({ bucket, key: 'k' }))).toEqual({})
    expect(await client.send(new DeleteObjectCommand({ bucket, key: 'k' }))).toEqual({})
  })

  test('a batch tells what it did, a quiet one only what it did not', async () => {
    const { client } = await withObject()
    const objects = [{ key: 'k' }, { key: 'a<&>\r\n' }, { key: 'k', versionId: 'nonsense' }]
    const { deleted, errors } = await client.send(new DeleteMultipleObjectsCommand({ bucket, objects }))
    expect(deleted).toEqual([{ key: 'k' }, { key: 'a<&>\r\n' }])
    expect(errors).toEqual([
      { key: 'k', versionId: 'nonsense', code: 'InvalidArgument', message: 'versionId: is not the id of a version.' },
    ])
    expect(await client.send(new DeleteMultipleObjectsCommand({ bucket, objects: [{ key: 'k' }], quiet: true }))).toEqual({
      deleted: [],
      errors: [],
    })
  })

  const md5Of = (text: string) => createHash('md5').update(text).digest('base64')
  test.each([
    ['', md5Of(''), 'MissingRequestBodyError'],
    ['<Delete/>', '', 'InvalidRequest'],
    ['<Delete/>', md5Of('other'), 'BadDigest'],
    ['<Delete/>', 'x', 'InvalidDigest'],
    ['<Delete/>', md5Of('<Delete/>'), 'MalformedXML'],
    ['<Delete><Object>', md5Of('<Delete><Object>'), 'MalformedXML'],
    ['<Other/>', md5Of('<Other/>'), 'MalformedXML'],
  ])('the batch %j with the digest %j is refused: %s', async (body, digest, code) => {
    const { server } = await withBucket()
    expect(await raw(server, { method: 'POST', target: '/?delete', body, headers: { 'content-md5': digest } })).toMatchObject({
      status: 400,
      code,
    })
  })
})
