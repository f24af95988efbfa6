import {
  crc64,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListPartsCommand,
  type PresignedMultipart,
  PutObjectCommand,
  presignMultipart,
  SignedRequestCommand,
  UploadPartCommand,
  uploadPresigned,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bytesOfLength, clientOf, failureOf, freshBucket, type World } from './world.js'

const partSizeBytes = 1024 ** 2
const content = bytesOfLength(2 * partSizeBytes + 77)
const source = new Blob([content as BlobPart])

/** What plain `fetch` can do with a URL that somebody else has signed. */
export function presignedUrlsSuite(world: World): void {
  // Without a server that listens there is nothing to fetch from.
  if (world.endpoint === undefined) return
  const client = clientOf(world)
  const key = 'ä b/c+d.txt'
  const textOf = async (address: Promise<string>, init?: RequestInit) => {
    const response = await fetch(await address, { ...init, cache: 'no-store' })
    return `${response.status} ${await response.text()}`
  }

  describe('a presigned URL', () => {
    test('lets anybody write, read, look at and delete one object', async () => {
      const bucket = await freshBucket(world)
      const address = { bucket, key }
      const headers = { 'content-type': 'text/x-a', 'x-cos-meta-a': '1' }
      const put = client.presign(new PutObjectCommand({ ...address, contentType: 'text/x-a', metadata: { a: '1' } }))
      expect(await textOf(put, { method: 'PUT', body: 'from outside', headers })).toBe('200 ')
      expect(await client.send(new HeadObjectCommand(address))).toMatchObject({ contentType: 'text/x-a', metadata: { a: '1' } })
      expect(await textOf(client.presign(new GetObjectCommand(address)))).toBe('200 from outside')
      const head = await fetch(await client.presign(new HeadObjectCommand(address)), { method: 'HEAD' })
      expect([head.status, head.headers.get('content-length')]).toEqual([200, '12'])
      expect(await textOf(client.presign(new DeleteObjectCommand(address)), { method: 'DELETE' })).toBe('204 ')
      expect(await textOf(client.presign(new GetObjectCommand(address)))).toContain('NoSuchKey')
    })

    test('says how the object is answered', async () => {
      const bucket = await freshBucket(world)
      await client.send(new PutObjectCommand({ bucket, key, body: 'text', contentType: 'text/x-a' }))
      const overrides = { responseContentType: 'text/x-b', responseContentDisposition: 'attachment; filename="ä b.txt"' } as const
      const url = await client.presign(new GetObjectCommand({ bucket, key, ...overrides }))
      const response = await fetch(url)
      expect([response.headers.get('content-type'), await response.text()]).toEqual(['text/x-b', 'text'])
      expect(await textOf(Promise.resolve(url.replace('text%2Fx-b', 'text%2Fx-c')))).toContain('SignatureDoesNotMatch')
    })

    test('is of one method, its headers and one length', async () => {
      const bucket = await freshBucket(world)
      const put = client.presign(new PutObjectCommand({ bucket, key, contentType: 'text/x-a', contentLength: 5 }))
      const headers = { 'content-type': 'text/x-a' }
      expect(await textOf(put, { method: 'PUT', body: '123456', headers })).toContain('SignatureDoesNotMatch')
      expect(await textOf(put, { method: 'PUT', body: '12345', headers: { 'content-type': 'text/x-b' } })).toContain(
        'SignatureDoesNotMatch',
      )
      expect(await textOf(put)).toContain('SignatureDoesNotMatch')
      expect(await textOf(put, { method: 'PUT', body: '12345', headers })).toBe('200 ')
    })

    test('need not be bound to a host, and when it is bound to another this one refuses it', async () => {
      const bucket = await freshBucket(world)
      await client.send(new PutObjectCommand({ bucket, key, body: 'text' }))
      const command = new GetObjectCommand({ bucket, key })
      expect(await textOf(client.presign(command, { signedHost: false }))).toBe('200 text')
      expect(await textOf(client.presign(command, { signedHost: 'cdn.example.com' }))).toContain('SignatureDoesNotMatch')
    })

    test('can be of any request', async () => {
      const bucket = await freshBucket(world)
      const list = client.presign(new SignedRequestCommand({ method: 'GET', bucket, query: { prefix: 'ä', 'max-keys': '1' } }))
      expect(await textOf(list)).toContain('<Prefix>ä</Prefix>')
      const tagging = '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>'
      await client.send(new PutObjectCommand({ bucket, key, body: '' }))
      const put = client.presign(new SignedRequestCommand({ method: 'PUT', bucket, key, query: { tagging: '' } }))
      expect(await textOf(put, { method: 'PUT', body: tagging })).toBe('200 ')
      expect((await client.send(new GetObjectTaggingCommand({ bucket, key }))).tags).toEqual([{ key: 'a', value: '1' }])
    })
  })
}

/** Uploads by URLs that somebody else has signed. */
export function presignedSuite(world: World): void {
  const client = clientOf(world)
  const settings = { transport: world.transport, retry: () => undefined }
  const issue = async (key = 'ä b+c.bin') => {
    const bucket = await freshBucket(world)
    const kit = await presignMultipart(client, { bucket, key, sizeBytes: content.length, partSizeBytes, contentType: 'text/x-big' })
    return JSON.parse(JSON.stringify(kit)) as PresignedMultipart
  }

  describe('a presigned multipart upload', () => {
    test('needs no keys, and makes the whole object', async () => {
      const kit = await issue()
      const progress: number[] = []
      const done = await uploadPresigned(kit, source, { settings, onProgress: (bytes) => progress.push(bytes) })
      expect(done.crc64).toBe(String(crc64(content)))
      expect([progress[0], progress.at(-1)]).toEqual([0, content.length])
      const head = await client.send(new HeadObjectCommand({ bucket: kit.bucket, key: kit.key }))
      expect(head).toMatchObject({ contentLength: content.length, contentType: 'text/x-big', etag: done.etag })
    })

    test('goes on with the parts that are there', async () => {
      const kit = await issue()
      const { bucket, key, uploadId } = kit
      await client.send(
        new UploadPartCommand({ bucket, key, uploadId, partNumber: 2, body: content.slice(partSizeBytes, 2 * partSizeBytes) }),
      )
      const sent: (string | undefined)[] = []
      const transport: World['transport'] = (request) => {
        if (request.operation.name === 'UploadPart') sent.push(request.query['partNumber'])
        return world.transport(request)
      }
      const done = await uploadPresigned(kit, source, { settings: { ...settings, transport } })
      expect([done.crc64, sent.sort()]).toEqual([String(crc64(content)), ['1', '3']])
    })

    test('gets fresh URLs for the same upload', async () => {
      const { bucket, key, uploadId } = await issue()
      const fresh = await presignMultipart(client, { bucket, key, uploadId, sizeBytes: content.length, partSizeBytes })
      expect(fresh.uploadId).toBe(uploadId)
      expect((await uploadPresigned(fresh, source, { settings })).crc64).toBe(String(crc64(content)))
    })

    test('allows nothing but what was signed', async () => {
      const kit = await issue()
      const swapped = { ...kit, urls: { ...kit.urls, parts: kit.urls.parts.map((url) => url.replace('partNumber=1', 'partNumber=7')) } }
      expect(await failureOf(uploadPresigned(swapped, source, { settings }))).toMatchObject({ status: 403 })
      expect(await failureOf(uploadPresigned(kit, source.slice(1), { settings }))).toMatchObject({ member: 'source' })
      const bad = { bucket: kit.bucket, key: kit.key, sizeBytes: 1, partSizeBytes: 5 }
      expect(await failureOf(presignMultipart(client, bad))).toMatchObject({ member: 'partSizeBytes' })
    })

    if (world.endpoint === undefined) return
    test('is given up by its URL', async () => {
      const { bucket, key, uploadId, urls } = await issue()
      expect((await fetch(urls.abort, { method: 'DELETE' })).status).toBe(204)
      expect(await failureOf(client.send(new ListPartsCommand({ bucket, key, uploadId })))).toMatchObject({ code: 'NoSuchUpload' })
    })
  })
}
