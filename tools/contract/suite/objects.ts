import {
  CopyObjectCommand,
  crc64 as crc64Number,
  DeleteMultipleObjectsCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bytesOfLength, clientOf, failureOf, freshBucket, type World } from './world.js'

/** As the header carries it. */
const crc64 = (bytes: Uint8Array) => String(crc64Number(bytes))
const md5OfHello = '"5eb63bbbe01eeed093cb22bb8f5acdc3"'

/** Objects: written, read, read in part and under conditions, copied, deleted. */
export function objectsSuite(world: World): void {
  const client = clientOf(world)
  const put = async (key = 'a', body: string | Uint8Array = 'hello world') => {
    const bucket = await freshBucket(world)
    return { bucket, key, ...(await client.send(new PutObjectCommand({ bucket, key, body }))) }
  }

  describe('objects', () => {
    test('what was written is read, with everything that was said of it', async () => {
      const bucket = await freshBucket(world)
      const said = {
        cacheControl: 'max-age=60',
        contentDisposition: 'attachment; filename="a.txt"',
        contentLanguage: 'en',
        contentType: 'text/plain; charset=utf-8',
        expires: 'Thu, 01 Dec 2033 16:00:00 GMT',
        metadata: { owner: 'ada', 'a.b_c-d': 'x  y' },
      }
      const { etag, crc64: checksum } = await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'hello world', ...said }))
      expect(etag).toBe(md5OfHello)
      expect(checksum).toBe(crc64(new TextEncoder().encode('hello world')))
      const { body, ...answer } = await client.send(new GetObjectCommand({ bucket, key: 'a' }))
      expect(answer).toMatchObject({ ...said, etag, crc64: checksum, contentLength: 11 })
      expect(await body.text()).toBe('hello world')
      expect(await client.send(new HeadObjectCommand({ bucket, key: 'a' }))).toMatchObject({
        ...said,
        etag,
        crc64: checksum,
        contentLength: 11,
      })
    })

    test('bytes of every kind of body arrive as they are', async () => {
      const bucket = await freshBucket(world)
      const bytes = bytesOfLength(300_000)
      const stream = async function* () {
        yield bytes.subarray(0, 100_000)
        yield bytes.subarray(100_000)
      }
      const bodies = [bytes, bytes.slice().buffer, new Blob([bytes as BlobPart]), ...(world.takesStreams ? [stream(), () => stream()] : [])]
      for (const body of bodies) {
        await client.send(new PutObjectCommand({ bucket, key: 'a', body, contentLength: bytes.byteLength }))
        const got = await client.send(new GetObjectCommand({ bucket, key: 'a' }))
        expect(crc64(await got.body.bytes())).toBe(crc64(bytes))
      }
    })

    test('an empty object is an object', async () => {
      const { bucket, key } = await put('empty', '')
      const { body, contentLength, etag } = await client.send(new GetObjectCommand({ bucket, key }))
      expect([contentLength, etag, (await body.bytes()).byteLength]).toEqual([0, '"d41d8cd98f00b204e9800998ecf8427e"', 0])
    })

    test('what was not said of an object is not stored with it', async () => {
      // A page that sends past its cache adds `Cache-Control: no-cache`, which would be kept with the object.
      const { bucket, key } = await put()
      const { cacheControl, contentEncoding, contentLanguage, expires, metadata } = await client.send(
        new HeadObjectCommand({ bucket, key }),
      )
      expect([cacheControl, contentEncoding, contentLanguage, expires, metadata]).toEqual([undefined, undefined, undefined, undefined, {}])
    })

    test('a second write replaces the first', async () => {
      const { bucket, key } = await put()
      await client.send(new PutObjectCommand({ bucket, key, body: 'second', contentType: 'text/x-second' }))
      const { body, contentType } = await client.send(new GetObjectCommand({ bucket, key }))
      expect([await body.text(), contentType]).toEqual(['second', 'text/x-second'])
    })

    test('bytes that are not those of the MD5 are refused, and change nothing', async () => {
      const { bucket, key } = await put()
      const wrong = new PutObjectCommand({ bucket, key, body: 'other', contentMd5: 'XrY7u+Ae7tCTyyK7j1rNww==' })
      expect(await failureOf(client.send(wrong))).toMatchObject({ code: 'BadDigest', status: 400 })
      expect(await (await client.send(new GetObjectCommand({ bucket, key }))).body.text()).toBe('hello world')
    })

    test.each([
      [{ first: 0, last: 4 }, 'hello', 'bytes 0-4/11'],
      [{ first: 6 }, 'world', 'bytes 6-10/11'],
      [{ first: 6, last: 99 }, 'world', 'bytes 6-10/11'],
      [{ suffixLength: 3 }, 'rld', 'bytes 8-10/11'],
      [{ suffixLength: 99 }, 'hello world', 'bytes 0-10/11'],
      ['bytes=4-4', 'o', 'bytes 4-4/11'],
    ] as const)('the range %o is %s', async (range, text, contentRange) => {
      const { bucket, key, etag } = await put()
      const { body, ...answer } = await client.send(new GetObjectCommand({ bucket, key, range }))
      expect(await body.text()).toBe(text)
      expect(answer).toMatchObject({ contentRange, contentLength: text.length, etag })
    })

    test('a range behind the end is refused', async () => {
      const { bucket, key } = await put()
      expect(await failureOf(client.send(new GetObjectCommand({ bucket, key, range: { first: 11 } })))).toMatchObject({
        code: 'InvalidRange',
        status: 416,
      })
    })

    test('conditions of a read are kept', async () => {
      const { bucket, key, etag } = await put()
      const past = new Date(Date.now() - 86_400_000)
      const future = new Date(Date.now() + 86_400_000)
      const status = (condition: object) =>
        client.send(new GetObjectCommand({ bucket, key, ...condition })).then(
          async ({ body }) => {
            await body.cancel()
            return 200
          },
          (error: { status: number }) => error.status,
        )
      const cases: (readonly [object, number])[] = [
        [{ ifMatch: etag }, 200],
        [{ ifMatch: '"other"' }, 412],
        [{ ifNoneMatch: etag }, 304],
        [{ ifNoneMatch: '"other"' }, 200],
        [{ ifModifiedSince: past }, 200],
        [{ ifModifiedSince: future }, 304],
        [{ ifUnmodifiedSince: past }, 412],
        [{ ifUnmodifiedSince: future }, 200],
        [{ ifMatch: etag, ifUnmodifiedSince: past }, 200],
        [{ ifNoneMatch: '"other"', ifModifiedSince: future }, 200],
      ]
      for (const [condition, wanted] of cases) expect([condition, await status(condition)]).toEqual([condition, wanted])
      expect(await failureOf(client.send(new GetObjectCommand({ bucket, key, ifNoneMatch: etag })))).toMatchObject({ code: 'NotModified' })
      expect(await failureOf(client.send(new HeadObjectCommand({ bucket, key, ifMatch: '"x"' })))).toMatchObject({
        code: 'PreconditionFailed',
      })
    })

    test('a read can ask for other headers', async () => {
      const { bucket, key } = await put()
      const asked = { responseContentType: 'text/x-other', responseContentDisposition: 'inline', responseCacheControl: 'no-store' }
      const { body, contentType, contentDisposition, cacheControl } = await client.send(new GetObjectCommand({ bucket, key, ...asked }))
      await body.cancel()
      expect([contentType, contentDisposition, cacheControl]).toEqual(['text/x-other', 'inline', 'no-store'])
    })

    test('a payload is read once, chunk by chunk or whole', async () => {
      const bytes = bytesOfLength(200_000)
      const { bucket, key } = await put('a', bytes)
      const { body } = await client.send(new GetObjectCommand({ bucket, key }))
      const chunks: Uint8Array[] = []
      for await (const chunk of body) chunks.push(chunk.slice())
      expect(await new Blob(chunks as BlobPart[]).arrayBuffer()).toEqual(bytes.buffer)
      await expect(body.bytes()).rejects.toThrow(/read already/)
      const abandoned = await client.send(new GetObjectCommand({ bucket, key }))
      for await (const _ of abandoned.body) break
      const streamed = await client.send(new GetObjectCommand({ bucket, key }))
      expect((await new Response(streamed.body.stream()).arrayBuffer()).byteLength).toBe(200_000)
    })

    test('a copy has the bytes and, unless told otherwise, the headers of its source', async () => {
      const bucket = await freshBucket(world)
      const key = 'source ä&+%.txt'
      const { etag } = await client.send(
        new PutObjectCommand({ bucket, key, body: 'hello world', contentType: 'text/x-a', metadata: { a: '1' } }),
      )
      const copied = await client.send(new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key } }))
      expect(copied).toMatchObject({ etag, crc64: crc64(new TextEncoder().encode('hello world')) })
      expect(await client.send(new HeadObjectCommand({ bucket, key: 'copy' }))).toMatchObject({
        contentType: 'text/x-a',
        metadata: { a: '1' },
      })
      const replaced = { metadataDirective: 'Replaced', contentType: 'text/x-b', metadata: { b: '2' } } as const
      await client.send(new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key }, ...replaced }))
      expect(await client.send(new HeadObjectCommand({ bucket, key: 'copy' }))).toMatchObject({
        contentType: 'text/x-b',
        metadata: { b: '2' },
      })
    })

    test('a copy of what is not there, or is not as wanted, fails', async () => {
      const { bucket, etag } = await put()
      const copy = (key: string, condition: object = {}) =>
        client.send(new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key }, ...condition }))
      expect(await failureOf(copy('missing'))).toMatchObject({ code: 'NoSuchKey', status: 404 })
      expect(await failureOf(copy('a', { copySourceIfMatch: '"other"' }))).toMatchObject({ code: 'PreconditionFailed', status: 412 })
      expect(await failureOf(copy('a', { copySourceIfNoneMatch: etag }))).toMatchObject({ code: 'PreconditionFailed' })
      await copy('a', { copySourceIfMatch: etag })
    })

    test('what was deleted is gone, and deleting it again is no error', async () => {
      const { bucket, key } = await put()
      await client.send(new DeleteObjectCommand({ bucket, key }))
      await client.send(new DeleteObjectCommand({ bucket, key }))
      expect(await failureOf(client.send(new GetObjectCommand({ bucket, key })))).toMatchObject({ code: 'NoSuchKey', status: 404 })
      expect(await failureOf(client.send(new HeadObjectCommand({ bucket, key })))).toMatchObject({ code: 'NoSuchKey', status: 404 })
    })

    test('many objects are deleted at once', async () => {
      const { bucket } = await put('a & <b>')
      await client.send(new PutObjectCommand({ bucket, key: 'ä\u{1f600}', body: '' }))
      const keys = ['a & <b>', 'ä\u{1f600}', 'never there']
      const answer = await client.send(new DeleteMultipleObjectsCommand({ bucket, objects: keys.map((key) => ({ key })) }))
      expect(answer.errors).toEqual([])
      expect(answer.deleted.map(({ key }) => key).sort()).toEqual([...keys].sort())
      const quiet = await client.send(new DeleteMultipleObjectsCommand({ bucket, quiet: true, objects: [{ key: 'x' }] }))
      expect(quiet).toEqual({ deleted: [], errors: [] })
    })
  })
}
