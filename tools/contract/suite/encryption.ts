import {
  AbortMultipartUploadCommand,
  type ByteRange,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@cos/core'
import {
  aesKey,
  encryptedCopies,
  encryptedReads,
  encryptedUploads,
  encryptedWrites,
  encryption,
  encryptionOf,
  generateAesKey,
} from '@cos/crypto'
import { download, upload } from '@cos/transfer'
import { describe, expect, test } from 'vitest'
import { bytesOfLength, clientOf, failureOf, freshBucket, type World } from './world.js'

const chunkBytes = 128 * 1024
const mebibyte = 1024 ** 2
const entry = 'cos-encryption'

/** Objects that COS never sees. */
export function encryptionSuite(world: World): void {
  const plain = clientOf(world)
  const begin = async () => {
    const keys = aesKey({ key: generateAesKey(), id: 'suite/1' })
    return { bucket: await freshBucket(world), key: 'secret.bin', keys, client: plain.with(encryption({ keys })) }
  }
  const read = async (client: typeof plain, object: { bucket: string; key: string; range?: ByteRange }) =>
    (await client.send(new GetObjectCommand(object))).body.bytes()
  /** `toEqual` of megabytes takes seconds. */
  const same = (left: Uint8Array, right: Uint8Array) => left.byteLength === right.byteLength && left.every((byte, at) => byte === right[at])

  describe('encryption', () => {
    test.each([0, 1, 15, 16, 17, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes])(
      '%d bytes come back as they were',
      async (size) => {
        const { client, bucket, key } = await begin()
        const content = bytesOfLength(size)
        await client.send(new PutObjectCommand({ bucket, key, body: content, metadata: { owner: 'ada' }, contentType: 'text/x-secret' }))
        const { body, ...answer } = await client.send(new GetObjectCommand({ bucket, key }))
        expect(answer).toMatchObject({ contentLength: size, metadata: { owner: 'ada' }, contentType: 'text/x-secret' })
        expect(answer.metadata).toEqual({ owner: 'ada' })
        expect(answer.crc64).toBeUndefined()
        expect(body.sizeBytes).toBe(size)
        expect(same(await body.bytes(), content)).toBe(true)
        const head = await client.send(new HeadObjectCommand({ bucket, key }))
        expect(head).toMatchObject({ contentLength: size, etag: answer.etag, metadata: { owner: 'ada' } })
        const stored = await plain.send(new HeadObjectCommand({ bucket, key }))
        expect(stored.contentLength).toBe(size + 32 * Math.max(1, Math.ceil(size / chunkBytes)))
      },
    )

    test('text, buffers, Blobs and nothing at all are encrypted too', async () => {
      const { client, bucket, key } = await begin()
      for (const body of ['hällo', new TextEncoder().encode('hällo').buffer as ArrayBuffer, new Blob(['hällo'])]) {
        await client.send(new PutObjectCommand({ bucket, key, body }))
        expect(new TextDecoder().decode(await read(client, { bucket, key }))).toBe('hällo')
      }
      await client.send(new PutObjectCommand({ bucket, key }))
      expect((await read(client, { bucket, key })).byteLength).toBe(0)
      expect((await plain.send(new HeadObjectCommand({ bucket, key }))).contentLength).toBe(32)
    })

    test('COS sees neither the content nor the same bytes twice', async () => {
      const { client, bucket, key } = await begin()
      const content = 'attack at dawn, attack at dawn, attack at dawn'
      await client.send(new PutObjectCommand({ bucket, key, body: content }))
      const first = await read(plain, { bucket, key })
      await client.send(new PutObjectCommand({ bucket, key, body: content }))
      const second = await read(plain, { bucket, key })
      expect(new TextDecoder('latin1').decode(first)).not.toContain('attack')
      expect(first).not.toEqual(second)
    })

    test('every shape of range', async () => {
      const { client, bucket, key } = await begin()
      const size = 2 * chunkBytes + 100
      const content = bytesOfLength(size)
      await client.send(new PutObjectCommand({ bucket, key, body: content }))
      const ranges: [ByteRange, number, number][] = [
        [{ first: 0, last: 0 }, 0, 0],
        [{ first: chunkBytes - 1, last: chunkBytes }, chunkBytes - 1, chunkBytes],
        [{ first: chunkBytes, last: 2 * chunkBytes - 1 }, chunkBytes, 2 * chunkBytes - 1],
        [{ first: 7 }, 7, size - 1],
        [{ first: 2 * chunkBytes + 99 }, size - 1, size - 1],
        [{ first: 3, last: 10 * size }, 3, size - 1],
        [{ suffixLength: 1 }, size - 1, size - 1],
        [{ suffixLength: 101 }, 2 * chunkBytes - 1, size - 1],
        [{ suffixLength: chunkBytes + 100 }, chunkBytes, size - 1],
        [{ suffixLength: 5 * size }, 0, size - 1],
      ]
      for (const [range, first, last] of ranges) {
        const { body, contentRange, contentLength } = await client.send(new GetObjectCommand({ bucket, key, range }))
        expect({ contentRange, contentLength }).toEqual({ contentRange: `bytes ${first}-${last}/${size}`, contentLength: last - first + 1 })
        expect(same(await body.bytes(), content.subarray(first, last + 1)), JSON.stringify(range)).toBe(true)
      }
      for (const range of [{ first: size }, { first: size + 40, last: size + 50 }, { first: 9 * size }, { suffixLength: 0 }]) {
        expect(await failureOf(client.send(new GetObjectCommand({ bucket, key, range }))), JSON.stringify(range)).toMatchObject({
          code: 'InvalidRange',
          status: 416,
        })
      }
    })

    test('a range of one byte transfers one chunk', async () => {
      const { client, bucket, key } = await begin()
      await client.send(new PutObjectCommand({ bucket, key, body: bytesOfLength(5 * chunkBytes) }))
      const lengths: (number | undefined)[] = []
      const watched = client.with({
        requests: [
          async (request, next) => {
            const response = await next(request)
            lengths.push(Number(response.headers['content-length']))
            return response
          },
        ],
      })
      const range = { first: 3 * chunkBytes + 5, last: 3 * chunkBytes + 5 }
      await (await watched.send(new GetObjectCommand({ bucket, key, range }))).body.bytes()
      expect(lengths).toEqual([chunkBytes + 32])
    })

    test('parts in any order, and again with other bytes, make the object', async () => {
      const { client, bucket, key } = await begin()
      const content = bytesOfLength(2 * mebibyte + 77)
      const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key, metadata: { a: '1' } }))
      const part = async (partNumber: number, body: Uint8Array) => {
        const { etag, crc64 } = await client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body }))
        expect(crc64).toBeUndefined()
        return { partNumber, etag }
      }
      await part(2, content.subarray(0, mebibyte))
      const third = await part(3, content.subarray(2 * mebibyte))
      const first = await part(1, content.subarray(0, mebibyte))
      const second = await part(2, content.subarray(mebibyte, 2 * mebibyte))
      const listed = await client.send(new ListPartsCommand({ bucket, key, uploadId }))
      expect(listed.parts.map(({ size }) => size)).toEqual([mebibyte, mebibyte, 77])
      await client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts: [first, second, third] }))
      expect(await client.send(new HeadObjectCommand({ bucket, key }))).toMatchObject({
        contentLength: content.byteLength,
        metadata: { a: '1' },
      })
      expect(same(await read(client, { bucket, key }), content)).toBe(true)
    })

    test('an upload whose last part is whole gets an end of its own', async () => {
      const { client, bucket, key } = await begin()
      const content = bytesOfLength(2 * mebibyte)
      const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key }))
      const parts: { partNumber: number; etag: string }[] = []
      for (const partNumber of [1, 2]) {
        const body = content.subarray((partNumber - 1) * mebibyte, partNumber * mebibyte)
        parts.push({ partNumber, etag: (await client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body }))).etag })
      }
      await client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts }))
      expect((await client.send(new HeadObjectCommand({ bucket, key }))).contentLength).toBe(2 * mebibyte)
      expect(same(await read(client, { bucket, key }), content)).toBe(true)
      expect((await read(client, { bucket, key, range: { suffixLength: 1 } }))[0]).toBe(content.at(-1))
      expect((await plain.send(new HeadObjectCommand({ bucket, key }))).contentLength).toBe(2 * mebibyte + 17 * 32)
    })

    test('another process goes on with an upload by its id alone', async () => {
      const { client, bucket, key, keys } = await begin()
      const content = bytesOfLength(3 * mebibyte)
      const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key }))
      const body = (partNumber: number) => content.subarray((partNumber - 1) * mebibyte, partNumber * mebibyte)
      await client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber: 1, body: body(1) }))
      await client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber: 3, body: body(3) }))
      const other = plain.with(encryption({ keys }))
      await other.send(new UploadPartCommand({ bucket, key, uploadId, partNumber: 2, body: body(2) }))
      const { parts } = await other.send(new ListPartsCommand({ bucket, key, uploadId }))
      await plain.with(encryption({ keys })).send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts }))
      expect(same(await read(client, { bucket, key }), content)).toBe(true)
    })

    test('parts that leave no whole chunks are refused at once', async () => {
      const { client, bucket, key } = await begin()
      const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key }))
      const send = (partNumber: number, size: number) =>
        client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body: new Uint8Array(size) }))
      await send(1, mebibyte + 1)
      expect(await failureOf(send(2, mebibyte))).toMatchObject({
        name: 'InputError',
        member: 'body',
        message: expect.stringContaining('Part 1'),
      })
    })

    test('parts placed for other sizes are refused before the object is made', async () => {
      const { client, bucket, key } = await begin()
      const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key }))
      const send = async (partNumber: number, size: number) => ({
        partNumber,
        etag: (await client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body: new Uint8Array(size) }))).etag,
      })
      await send(1, mebibyte)
      const second = await send(2, mebibyte)
      const first = await send(1, 2 * mebibyte)
      const complete = client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts: [first, second] }))
      expect(await failureOf(complete)).toMatchObject({ name: 'InputError', member: 'parts[1]' })
      const again = await send(2, mebibyte)
      await client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts: [first, again] }))
      expect((await read(client, { bucket, key })).byteLength).toBe(3 * mebibyte)
    })

    test('an upload that this client did not begin is refused', async () => {
      const { client, bucket, key } = await begin()
      const { uploadId } = await plain.send(new CreateMultipartUploadCommand({ bucket, key }))
      const part = client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber: 1, body: 'plain' }))
      expect(await failureOf(part)).toMatchObject({ name: 'InputError', member: 'uploadId' })
    })

    test('uploads and downloads of any concurrency give the same bytes', async () => {
      const { client, bucket, key } = await begin()
      const content = bytesOfLength(6 * mebibyte + 12_345)
      for (const concurrency of [1, 5, 13]) {
        const output = await upload(client, {
          bucket,
          key,
          source: content,
          multipartThresholdBytes: 0,
          partSizeBytes: mebibyte,
          concurrency,
        })
        expect(output).toMatchObject({ sizeBytes: content.byteLength, partCount: 7 })
        const chunks: Uint8Array[] = []
        const read = await download(client, { bucket, key, target: (chunk) => void chunks.push(chunk.slice()), concurrency })
        expect(read.sizeBytes).toBe(content.byteLength)
        expect(same(new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer()), content)).toBe(true)
      }
    })

    test('a client made of some operations does those as the whole does, and refuses the others', async () => {
      const { client, bucket, key, keys } = await begin()
      const writer = plain.with(encryptionOf([encryptedWrites, encryptedUploads], { keys }))
      const reader = plain.with(encryptionOf([encryptedReads], { keys }))
      const content = bytesOfLength(2 * mebibyte + 5)
      await upload(writer, { bucket, key, source: content, multipartThresholdBytes: 0, partSizeBytes: mebibyte })
      expect(same(await read(reader, { bucket, key }), content)).toBe(true)
      expect(same(await read(client, { bucket, key }), content)).toBe(true)
      expect((await read(reader, { bucket, key, range: { first: chunkBytes, last: chunkBytes } }))[0]).toBe(content[chunkBytes])
      await writer.send(new PutObjectCommand({ bucket, key: 'small', body: 'hello' }))
      expect(new TextDecoder().decode(await read(reader, { bucket, key: 'small' }))).toBe('hello')
      const copier = plain.with(encryptionOf([encryptedCopies], { keys }))
      await copier.send(
        new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key: 'small' }, metadataDirective: 'Replaced', metadata: {} }),
      )
      expect(new TextDecoder().decode(await read(reader, { bucket, key: 'copy' }))).toBe('hello')

      const { uploadId } = await writer.send(new CreateMultipartUploadCommand({ bucket, key }))
      const part = { bucket, key, uploadId, partNumber: 1 }
      const refused = {
        reader: [
          new PutObjectCommand({ bucket, key, body: 'plain' }),
          new CreateMultipartUploadCommand({ bucket, key }),
          new UploadPartCommand({ ...part, body: 'plain' }),
          new UploadPartCopyCommand({ ...part, copySource: { bucket, key } }),
          new ListPartsCommand({ bucket, key, uploadId }),
          new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts: [] }),
          new AbortMultipartUploadCommand({ bucket, key, uploadId }),
          new CopyObjectCommand({ bucket, key, copySource: { bucket, key } }),
        ],
        writer: [new GetObjectCommand({ bucket, key }), new CopyObjectCommand({ bucket, key, copySource: { bucket, key } })],
      }
      for (const command of refused.reader)
        expect(await failureOf(reader.send(command as GetObjectCommand)), command.operation.name).toMatchObject({
          name: 'InputError',
          member: 'command',
        })
      for (const command of refused.writer)
        expect(await failureOf(writer.send(command as GetObjectCommand)), command.operation.name).toMatchObject({
          name: 'InputError',
          member: 'command',
        })
      // Nothing of an object is in the others.
      await reader.send(new DeleteObjectCommand({ bucket, key }))
    })

    test('an empty object is uploaded and downloaded', async () => {
      const { client, bucket, key } = await begin()
      await upload(client, { bucket, key, source: new Uint8Array(0) })
      expect(await download(client, { bucket, key, target: () => {} })).toMatchObject({ sizeBytes: 0 })
    })

    test('a copy is read with the same key, also when it gets new metadata', async () => {
      const { client, bucket, key } = await begin()
      await client.send(new PutObjectCommand({ bucket, key, body: 'hello', metadata: { a: '1' } }))
      await client.send(new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key } }))
      await client.send(
        new CopyObjectCommand({ bucket, key, copySource: { bucket, key }, metadataDirective: 'Replaced', metadata: { b: '2' } }),
      )
      const copy = await client.send(new GetObjectCommand({ bucket, key: 'copy' }))
      expect([copy.metadata, await copy.body.text()]).toEqual([{ a: '1' }, 'hello'])
      const replaced = await client.send(new GetObjectCommand({ bucket, key }))
      expect([replaced.metadata, await replaced.body.text()]).toEqual([{ b: '2' }, 'hello'])
    })

    test('a part copied from an encrypted object is encrypted for its upload', async () => {
      const { client, bucket, key } = await begin()
      const content = bytesOfLength(2 * mebibyte + 5)
      await upload(client, { bucket, key, source: content })
      const target = { bucket, key: 'copy' }
      const { uploadId } = await client.send(new CreateMultipartUploadCommand(target))
      const part = async (partNumber: number, copySourceRange: ByteRange) => {
        const copy = new UploadPartCopyCommand({ ...target, uploadId, partNumber, copySource: { bucket, key }, copySourceRange })
        return { partNumber, etag: (await client.send(copy)).etag }
      }
      const parts = [await part(1, { first: 0, last: mebibyte - 1 }), await part(2, { first: mebibyte, last: content.byteLength - 1 })]
      await client.send(new CompleteMultipartUploadCommand({ ...target, uploadId, parts }))
      await client.send(new DeleteObjectCommand({ bucket, key }))
      expect(same(await read(client, target), content)).toBe(true)
    })

    test('a plain object is refused unless it is allowed', async () => {
      const { client, bucket, key, keys } = await begin()
      await plain.send(new PutObjectCommand({ bucket, key, body: 'plain text' }))
      expect(await failureOf(client.send(new GetObjectCommand({ bucket, key })))).toMatchObject({
        name: 'DecryptionError',
        code: 'NotEncrypted',
      })
      expect(await failureOf(client.send(new HeadObjectCommand({ bucket, key })))).toMatchObject({ code: 'NotEncrypted' })
      const both = plain.with(encryption({ keys, allowsPlainObjects: true }))
      expect(new TextDecoder().decode(await read(both, { bucket, key }))).toBe('plain text')
      expect(new TextDecoder().decode(await read(both, { bucket, key, range: { first: 6, last: 7 } }))).toBe('te')
      expect(await failureOf(read(both, { bucket, key, range: { first: 600 } }))).toMatchObject({ code: 'InvalidRange' })
    })

    test('another key, no key of that name, and an envelope of another object are refused', async () => {
      const { client, bucket, key } = await begin()
      await client.send(new PutObjectCommand({ bucket, key, body: 'hello' }))
      const failure = async (keys: ReturnType<typeof aesKey>) => failureOf(read(plain.with(encryption({ keys })), { bucket, key }))
      expect(await failure(aesKey({ key: generateAesKey(), id: 'suite/1' }))).toMatchObject({ code: 'DecryptionFailed' })
      expect(await failure(aesKey({ key: generateAesKey(), id: 'other' }))).toMatchObject({ code: 'UnknownKey' })
      await client.send(new PutObjectCommand({ bucket, key: 'second', body: 'world' }))
      const { metadata } = await plain.send(new HeadObjectCommand({ bucket, key: 'second' }))
      const copySource = { bucket, key }
      await plain.send(new CopyObjectCommand({ bucket, key, copySource, metadataDirective: 'Replaced', metadata }))
      expect(await failureOf(read(client, { bucket, key }))).toMatchObject({ code: 'DecryptionFailed' })
      await plain.send(
        new CopyObjectCommand({ bucket, key, copySource, metadataDirective: 'Replaced', metadata: { [entry]: 'cos-chunked-1' } }),
      )
      expect(await failureOf(read(client, { bucket, key }))).toMatchObject({ code: 'EnvelopeMalformed' })
    })

    test('keys rotate: the first encrypts, all decrypt', async () => {
      const { client, bucket, key, keys } = await begin()
      await client.send(new PutObjectCommand({ bucket, key, body: 'old' }))
      const rotated = plain.with(encryption({ keys: [aesKey({ key: generateAesKey(), id: 'suite/2' }), keys] }))
      await rotated.send(new PutObjectCommand({ bucket, key: 'new', body: 'new' }))
      expect(new TextDecoder().decode(await read(rotated, { bucket, key }))).toBe('old')
      expect(await failureOf(read(client, { bucket, key: 'new' }))).toMatchObject({ code: 'UnknownKey' })
    })

    test('what encryption cannot do is refused before anything is sent', async () => {
      const { client, bucket, key } = await begin()
      const put = (input: object) => failureOf(client.send(new PutObjectCommand({ bucket, key, body: 'x', ...input })))
      expect(await put({ contentMd5: 'nothing' })).toMatchObject({ name: 'InputError', member: 'contentMd5' })
      expect(await put({ metadata: { 'Cos-Encryption': 'mine' } })).toMatchObject({ member: 'metadata.Cos-Encryption' })
    })
  })
}
