import { CopyObjectCommand, CreateBucketCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, clientOf, failureOf, raw, withBucket } from '../local-server.fixture.js'

const copySource = { bucket, key: 'a b/源.txt' }

async function withSource() {
  const context = await withBucket()
  await context.client.send(
    new PutObjectCommand({
      ...copySource,
      body: 'source',
      metadata: { a: '1' },
      contentType: 'x/y',
      storageClass: 'STANDARD_IA',
      acl: 'public-read',
    }),
  )
  return context
}

test('a copy takes bytes, headers and metadata, but neither class nor access list', async () => {
  const { server, client } = await withSource()
  const other = 'other-1250000000'
  await client.send(new CreateBucketCommand({ bucket: other }))
  const copied = await client.send(new CopyObjectCommand({ bucket: other, key: 'copy', copySource }))
  const got = await client.send(new GetObjectCommand({ bucket: other, key: 'copy' }))
  expect(await got.body.text()).toBe('source')
  expect(got).toMatchObject({ metadata: { a: '1' }, contentType: 'x/y', etag: copied.etag, crc64: copied.crc64 })
  expect(got.storageClass).toBeUndefined()
  const anonymous = clientOf(server, { credentials: 'anonymous' })
  expect(await (await anonymous.send(new GetObjectCommand(copySource))).body.text()).toBe('source')
  expect(await failureOf(anonymous.send(new GetObjectCommand({ bucket: other, key: 'copy' })))).toMatchObject({ code: 'AccessDenied' })
})

test('Replaced takes what the request says', async () => {
  const { client } = await withSource()
  const replaced = { metadataDirective: 'Replaced', metadata: { b: '2' }, storageClass: 'ARCHIVE' } as const
  await client.send(new CopyObjectCommand({ ...copySource, copySource, ...replaced }))
  const head = await client.send(new HeadObjectCommand(copySource))
  expect(head).toMatchObject({ metadata: { b: '2' }, contentType: 'text/plain', storageClass: 'ARCHIVE' })
  expect(await failureOf(client.send(new CopyObjectCommand({ bucket, key: 'c', copySource })))).toMatchObject({
    code: 'InvalidObjectState',
  })
})

test.each([
  [{ metadataDirective: 'Copy' }, copySource.key, 'InvalidRequest', 400],
  [{ copySourceIfMatch: '"x"' }, 'c', 'PreconditionFailed', 412],
  [{ copySourceIfNoneMatch: '*' }, 'c', 'PreconditionFailed', 412],
  [{ copySourceIfModifiedSince: new Date('2100-01-01') }, 'c', 'PreconditionFailed', 412],
  [{ copySourceIfUnmodifiedSince: new Date('2001-01-01') }, 'c', 'PreconditionFailed', 412],
  [{ copySource: { bucket, key: 'missing' } }, 'c', 'NoSuchKey', 404],
  [{ copySource: { bucket: 'gone-1250000000', key: 'k' } }, 'c', 'NoSuchBucket', 404],
  [{ copySource: { ...copySource, region: 'ap-beijing' } }, 'c', 'NoSuchBucket', 404],
  [{ copySource: { ...copySource, versionId: 'MTg0NDUxODMzMTMwMDM2Njc1ODA' } }, 'c', 'NoSuchVersion', 404],
] as const)('a copy with %j to %s is refused: %s', async (input, key, code, status) => {
  const { client } = await withSource()
  expect(await failureOf(client.send(new CopyObjectCommand({ bucket, key, copySource, ...input })))).toMatchObject({ code, status })
})

test('a source is read as existing clients write it', async () => {
  const { server } = await withSource()
  const copy = (source: string) =>
    raw(server, { method: 'PUT', target: '/c', headers: { 'x-cos-copy-source': source, 'content-length': '0' } })
  const host = `${bucket}.cos.ap-guangzhou`
  expect((await copy(`${host}.myqcloud.com/a%20b/%E6%BA%90.txt`)).status).toBe(200)
  expect((await copy(`${host}.tencentcos.cn/a%20b%2F%E6%BA%90.txt?versionId=null`)).status).toBe(200)
  expect((await copy(`${bucket}.objects.example.com/a%20b/%E6%BA%90.txt`)).status).toBe(200)
  expect(await copy('nonsense')).toMatchObject({ status: 400, code: 'InvalidCopySource' })
  expect(await copy(`${host}.myqcloud.com/%ZZ`)).toMatchObject({ status: 400, code: 'InvalidCopySource' })
  const { headers, text } = await copy(`${host}.myqcloud.com/a%20b/%E6%BA%90.txt`)
  expect(text).toContain(`<CRC64>${headers['x-cos-hash-crc64ecma']}</CRC64>`)
})
