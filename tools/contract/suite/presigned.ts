import {
  crc64,
  HeadObjectCommand,
  ListPartsCommand,
  type PresignedMultipart,
  presignMultipart,
  UploadPartCommand,
  uploadPresigned,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bytesOfLength, clientOf, failureOf, freshBucket, type World } from './world.js'

const partSizeBytes = 1024 ** 2
const content = bytesOfLength(2 * partSizeBytes + 77)
const source = new Blob([content as BlobPart])

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
