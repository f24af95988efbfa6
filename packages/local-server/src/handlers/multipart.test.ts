import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CosClient,
  CreateMultipartUploadCommand,
  crc64,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  paginate,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'

const key = 'big'
const mebibyte = Buffer.alloc(1024 ** 2, 'ab')

async function started() {
  const context = await withBucket()
  const { uploadId } = await context.client.send(
    new CreateMultipartUploadCommand({ bucket, key, contentType: 'a/b', storageClass: 'STANDARD_IA', metadata: { m: '1' } }),
  )
  return { ...context, uploadId }
}

async function upload(client: CosClient, uploadId: string, partNumber: number, body: Uint8Array) {
  const { etag } = await client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body }))
  return { partNumber, etag }
}

test('an object of parts is one object, with what was said when it began', async () => {
  const { client, uploadId } = await started()
  const second = await upload(client, uploadId, 2, Buffer.from('tail'))
  await upload(client, uploadId, 1, Buffer.from('replaced below'))
  const first = await upload(client, uploadId, 1, mebibyte)
  const whole = Buffer.concat([mebibyte, Buffer.from('tail')])
  const completed = await client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts: [first, second] }))
  expect(completed).toMatchObject({
    bucket,
    key,
    location: `http://${bucket}.cos.ap-guangzhou.myqcloud.com/big`,
    crc64: crc64(whole).toString(),
  })
  expect(completed.etag).toMatch(/^"[\da-f]{32}-2"$/)
  const got = await client.send(new GetObjectCommand({ bucket, key }))
  expect(Buffer.from(await got.body.bytes()).equals(whole)).toBe(true)
  expect(got).toMatchObject({ contentType: 'a/b', storageClass: 'STANDARD_IA', metadata: { m: '1' }, etag: completed.etag })
})

test('an upload ends once', async () => {
  const { client, uploadId } = await started()
  const part = await upload(client, uploadId, 1, Buffer.from('only'))
  const complete = () => client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts: [part] }))
  await complete()
  expect(await failureOf(complete())).toMatchObject({ code: 'NoSuchUpload', status: 404 })
  expect(await failureOf(client.send(new AbortMultipartUploadCommand({ bucket, key, uploadId })))).toMatchObject({ code: 'NoSuchUpload' })
  expect(await failureOf(upload(client, uploadId, 2, mebibyte))).toMatchObject({ code: 'NoSuchUpload' })
})

test('the list of parts must be right', async () => {
  const { client, uploadId } = await started()
  const one = await upload(client, uploadId, 1, Buffer.from('small'))
  const two = await upload(client, uploadId, 2, mebibyte)
  const three = await upload(client, uploadId, 3, mebibyte)
  const codeOf = async (parts: { partNumber: number; etag: string }[]) =>
    (await failureOf(client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts }))))['code']
  expect(await codeOf([])).toBe('MalformedXML')
  expect(await codeOf([two, one])).toBe('InvalidPartOrder')
  expect(await codeOf([two, two])).toBe('InvalidPartOrder')
  expect(await codeOf([one, three])).toBe('InvalidPart')
  expect(await codeOf([{ ...two, etag: '"0"' }])).toBe('InvalidPart')
  expect(await codeOf([three, { partNumber: 4, etag: '"0"' }])).toBe('InvalidPart')
  expect(await codeOf([one, two])).toBe('EntityTooSmall')
  // After all these refusals the upload is as it was.
  await client.send(
    new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts: [{ ...two, etag: two.etag.replaceAll('"', '') }, three] }),
  )
  expect(await client.send(new HeadObjectCommand({ bucket, key }))).toMatchObject({ contentLength: 2 * 1024 ** 2 })
})

test('a part needs a length, a number and an upload', async () => {
  const { server, uploadId } = await started()
  const target = (number: string, id = uploadId) => `/big?partNumber=${number}&uploadId=${id}`
  const put = (of: string, headers = {}) => raw(server, { method: 'PUT', target: of, body: 'x', headers })
  expect(await put(target('0'))).toMatchObject({ status: 400, code: 'InvalidArgument' })
  expect(await put(target('10001'))).toMatchObject({ status: 400, code: 'InvalidArgument' })
  expect(await put(target('one'))).toMatchObject({ status: 400, code: 'InvalidArgument' })
  expect(await put(target('1', 'nonsense'))).toMatchObject({ status: 404, code: 'NoSuchUpload' })
  expect(await put(target('1'), { 'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==' })).toMatchObject({ status: 400, code: 'BadDigest' })
  const chunked = { method: 'PUT', target: target('1'), headers: { 'transfer-encoding': 'chunked' } }
  expect(await raw(server, chunked)).toMatchObject({ status: 411, code: 'MissingContentLength' })
})

test('parts are listed by number, in pages', async () => {
  const { server, client, uploadId } = await started()
  for (const number of [3, 1, 2]) await upload(client, uploadId, number, Buffer.from(`part ${number}`))
  const first = await client.send(new ListPartsCommand({ bucket, key, uploadId, maxParts: 2 }))
  expect(first).toMatchObject({ isTruncated: true, nextPartNumberMarker: 2, maxParts: 2, storageClass: 'STANDARD_IA', key })
  expect(first.parts.map(({ partNumber, size }) => [partNumber, size])).toEqual([
    [1, 6],
    [2, 6],
  ])
  const second = await client.send(new ListPartsCommand({ bucket, key, uploadId, partNumberMarker: 2 }))
  expect(second).toMatchObject({ isTruncated: false, parts: [{ partNumber: 3 }] })
  expect(await raw(server, { target: '/big?uploadId=' })).toMatchObject({ status: 400, code: 'ListPartUploadIdIsEmpty' })
})

test('unfinished uploads are listed by key and id, in pages, folded by a delimiter', async () => {
  const { client } = await started()
  const begin = async (of: string) => (await client.send(new CreateMultipartUploadCommand({ bucket, key: of }))).uploadId
  const odd = 'a/\u0001 b%'
  const ids = [await begin(odd), await begin(odd)].sort()
  await begin('a/c/d')
  const found: [string, string][] = []
  for await (const { uploads } of paginate(client, new ListMultipartUploadsCommand({ bucket, prefix: 'a/', maxUploads: 1 }))) {
    found.push(...uploads.map((each): [string, string] => [each.key, each.uploadId]))
  }
  expect(found.slice(0, 2)).toEqual(ids.map((id) => [odd, id]))
  expect(found.map(([each]) => each)).toEqual([odd, odd, 'a/c/d'])
  const folded = await client.send(new ListMultipartUploadsCommand({ bucket, prefix: 'a/', delimiter: '/' }))
  expect(folded.commonPrefixes).toEqual([{ prefix: 'a/c/' }])
  expect(folded.uploads).toMatchObject([{ storageClass: 'STANDARD' }, { key: odd }])
})

test('parts are made of objects that are there', async () => {
  const { server, client, uploadId } = await started()
  await client.send(new PutObjectCommand({ bucket, key: 'source', body: '0123456789' }))
  const copy = (copySourceRange?: string) =>
    client.send(
      new UploadPartCopyCommand({
        bucket,
        key,
        uploadId,
        partNumber: 1,
        copySource: { bucket, key: 'source' },
        ...(copySourceRange ? { copySourceRange } : {}),
      }),
    )
  expect((await copy()).etag).toBe('"781e5e245d69b566979b86e28d23f2c7"')
  const { etag } = await copy('bytes=2-4')
  await client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts: [{ partNumber: 1, etag }] }))
  expect(await (await client.send(new GetObjectCommand({ bucket, key }))).body.text()).toBe('234')
  const again = await client.send(new CreateMultipartUploadCommand({ bucket, key }))
  const target = `/big?partNumber=1&uploadId=${again.uploadId}`
  const source = { 'x-cos-copy-source': `${bucket}.cos.ap-guangzhou.myqcloud.com/source`, 'content-length': '0' }
  for (const range of ['bytes=0-10', 'bytes=-3', 'bytes=4-', 'nonsense']) {
    const answer = await raw(server, { method: 'PUT', target, headers: { ...source, 'x-cos-copy-source-range': range } })
    expect(answer).toMatchObject({ status: 416, code: 'InvalidRange' })
  }
  const empty = await raw(server, { method: 'PUT', target, headers: { ...source, 'x-cos-copy-source-range': '' } })
  expect(empty).toMatchObject({ status: 200 })
})
