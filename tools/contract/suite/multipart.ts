import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  crc64 as crc64Number,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  paginate,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bytesOfLength, clientOf, failureOf, freshBucket, type World } from './world.js'

/** As the header carries it. */
const crc64 = (bytes: Uint8Array) => String(crc64Number(bytes))
const partSizeBytes = 1024 * 1024

/** Objects made of parts. */
export function multipartSuite(world: World): void {
  const client = clientOf(world)
  const begin = async (key = 'big file.bin') => {
    const bucket = await freshBucket(world)
    const { uploadId } = await client.send(
      new CreateMultipartUploadCommand({ bucket, key, contentType: 'text/x-big', metadata: { a: '1' } }),
    )
    return { bucket, key, uploadId }
  }
  const finish = (upload: Awaited<ReturnType<typeof begin>>, parts: { partNumber: number; etag: string }[]) =>
    client.send(new CompleteMultipartUploadCommand({ ...upload, parts }))

  describe('multipart', () => {
    test('parts sent in any order, and again, make the object', async () => {
      const upload = await begin()
      const bytes = bytesOfLength(2 * partSizeBytes + 77)
      const part = async (partNumber: number, body: Uint8Array) => {
        const answer = await client.send(new UploadPartCommand({ ...upload, partNumber, body }))
        expect(answer.crc64).toBe(crc64(body))
        return { partNumber, etag: answer.etag }
      }
      const third = await part(3, bytes.subarray(2 * partSizeBytes))
      await part(1, bytes.subarray(5, partSizeBytes))
      const first = await part(1, bytes.subarray(0, partSizeBytes))
      const second = await part(2, bytes.subarray(partSizeBytes, 2 * partSizeBytes))
      const { parts } = await client.send(new ListPartsCommand(upload))
      expect(parts.map(({ partNumber, size, etag }) => ({ partNumber, size, etag }))).toEqual([
        { ...first, size: partSizeBytes },
        { ...second, size: partSizeBytes },
        { ...third, size: 77 },
      ])
      expect(await failureOf(client.send(new HeadObjectCommand(upload)))).toMatchObject({ code: 'NoSuchKey' })
      const done = await finish(upload, [first, second, third])
      expect(done).toMatchObject({ crc64: crc64(bytes), key: upload.key })
      const { body, ...answer } = await client.send(new GetObjectCommand({ bucket: upload.bucket, key: upload.key }))
      expect(answer).toMatchObject({ etag: done.etag, crc64: crc64(bytes), contentType: 'text/x-big', metadata: { a: '1' } })
      expect(crc64(await body.bytes())).toBe(crc64(bytes))
      expect(await failureOf(client.send(new ListPartsCommand(upload)))).toMatchObject({ code: 'NoSuchUpload', status: 404 })
    })

    test('a completion that is repeated finds no upload, and leaves the object alone, also when both come at once', async () => {
      for (const isAtOnce of [false, true]) {
        const upload = await begin()
        const { etag } = await client.send(new UploadPartCommand({ ...upload, partNumber: 1, body: 'only' }))
        const complete = () => finish(upload, [{ partNumber: 1, etag }])
        const settle = (promise: ReturnType<typeof complete>) =>
          promise.then(
            () => 'done',
            (error: { code: string }) => error.code,
          )
        const outcomes = isAtOnce
          ? await Promise.all([settle(complete()), settle(complete())])
          : [await settle(complete()), await settle(complete())]
        expect(outcomes.sort()).toEqual(['NoSuchUpload', 'done'])
        const { bucket, key } = upload
        expect(await (await client.send(new GetObjectCommand({ bucket, key }))).body.text()).toBe('only')
      }
    })

    test('a completion that does not fit the parts is refused, and the upload stays', async () => {
      const upload = await begin()
      const etags: string[] = []
      for (const partNumber of [1, 2])
        etags.push((await client.send(new UploadPartCommand({ ...upload, partNumber, body: bytesOfLength(partSizeBytes) }))).etag)
      const [first, second] = [
        { partNumber: 1, etag: etags[0]! },
        { partNumber: 2, etag: etags[1]! },
      ]
      expect(await failureOf(finish(upload, [second, first]))).toMatchObject({ code: 'InvalidPartOrder', status: 400 })
      expect(await failureOf(finish(upload, [first, { ...second, etag: '"0cc175b9c0f1b6a831c399e269772661"' }]))).toMatchObject({
        code: 'InvalidPart',
      })
      expect(await failureOf(finish(upload, [first, { ...second, partNumber: 3 }]))).toMatchObject({ code: 'InvalidPart' })
      await finish(upload, [first, second])
    })

    test('a part below 1 MB, but for the last, is refused', async () => {
      const upload = await begin()
      const parts: { partNumber: number; etag: string }[] = []
      for (const partNumber of [1, 2])
        parts.push({ partNumber, etag: (await client.send(new UploadPartCommand({ ...upload, partNumber, body: 'small' }))).etag })
      expect(await failureOf(finish(upload, parts))).toMatchObject({ code: 'EntityTooSmall', status: 400 })
    })

    test('an upload that was given up is gone', async () => {
      const upload = await begin()
      await client.send(new AbortMultipartUploadCommand(upload))
      expect(await failureOf(client.send(new UploadPartCommand({ ...upload, partNumber: 1, body: 'x' })))).toMatchObject({
        code: 'NoSuchUpload',
        status: 404,
      })
      expect(await failureOf(client.send(new AbortMultipartUploadCommand(upload)))).toMatchObject({ code: 'NoSuchUpload' })
    })

    test('a part can be copied from an object', async () => {
      const upload = await begin()
      const bytes = bytesOfLength(partSizeBytes + 1000)
      await client.send(new PutObjectCommand({ bucket: upload.bucket, key: 'source', body: bytes }))
      const copySource = { bucket: upload.bucket, key: 'source' }
      const range = (partNumber: number, first: number, last: number) =>
        client.send(new UploadPartCopyCommand({ ...upload, partNumber, copySource, copySourceRange: { first, last } }))
      const parts = [await range(1, 0, partSizeBytes - 1), await range(2, partSizeBytes, partSizeBytes + 999)]
      await finish(
        upload,
        parts.map(({ etag }, at) => ({ partNumber: at + 1, etag })),
      )
      const { body } = await client.send(new GetObjectCommand({ bucket: upload.bucket, key: upload.key }))
      expect(crc64(await body.bytes())).toBe(crc64(bytes))
    })

    test('parts are listed page by page', async () => {
      const upload = await begin('ä & +')
      for (const partNumber of [1, 4, 9]) await client.send(new UploadPartCommand({ ...upload, partNumber, body: String(partNumber) }))
      const pages: number[][] = []
      for await (const page of paginate(client, new ListPartsCommand({ ...upload, maxParts: 2 }))) {
        expect(page.key).toBe('ä & +')
        pages.push(page.parts.map(({ partNumber }) => partNumber))
      }
      expect(pages).toEqual([[1, 4], [9]])
    })
  })
}
