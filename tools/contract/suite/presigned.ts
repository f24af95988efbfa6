import {
  type Command,
  crc64,
  customerKey,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  type HttpRequest,
  type HttpResponse,
  ListPartsCommand,
  type PresignedMultipart,
  PutObjectCommand,
  presignedClient,
  presignMultipart,
  SignedRequestCommand,
  TransportError,
  UploadPartCommand,
} from '@cos/core'
import { type Journal, resumeUpload, uploadPresigned } from '@cos/transfer'
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
  /** Settings whose requests are noted, and of which one may be answered otherwise. */
  const watched = (change?: (request: HttpRequest, answer: HttpResponse) => HttpResponse) => {
    const sent: string[] = []
    const transport: World['transport'] = async (request) => {
      sent.push(`${request.operation.name} ${request.query['partNumber'] ?? ''}`.trim())
      const answer = await world.transport(request)
      return change?.(request, answer) ?? answer
    }
    return { sent, settings: { ...settings, transport } }
  }
  const sendPart = ({ bucket, key, uploadId }: PresignedMultipart, partNumber: number, body: Uint8Array) =>
    client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body }))
  const second = content.slice(partSizeBytes, 2 * partSizeBytes)
  const whole = { crc64: String(crc64(content)), sizeBytes: content.length, partCount: 3 }

  describe('a presigned multipart upload', () => {
    test('needs no keys, and makes the whole object', async () => {
      const kit = await issue()
      const progress: number[] = []
      const done = await uploadPresigned(kit, { source, settings, onProgress: ({ confirmedBytes }) => progress.push(confirmedBytes) })
      expect(done).toMatchObject(whole)
      expect(progress.at(-1)).toBe(content.length)
      const head = await client.send(new HeadObjectCommand({ bucket: kit.bucket, key: kit.key }))
      expect(head).toMatchObject({ contentLength: content.length, contentType: 'text/x-big', etag: done.etag, crc64: whole.crc64 })
    })

    test('goes on with the parts that are there and are its own', async () => {
      const kit = await issue()
      await sendPart(kit, 2, second)
      // As long as the first part, but not it.
      await sendPart(kit, 1, second)
      const { sent, settings } = watched()
      expect(await uploadPresigned(kit, { source, settings, concurrency: 1 })).toMatchObject(whole)
      expect(sent).toEqual(['ListParts', 'UploadPart 1', 'UploadPart 3', 'CompleteMultipartUpload'])
    })

    test('that was stopped keeps its parts for the next call', async () => {
      const kit = await issue()
      const stopped = uploadPresigned(kit, { source, settings, concurrency: 1 })
      for await (const event of stopped.events()) if (event.type === 'part') stopped.abort('enough')
      expect(await stopped.catch((reason: unknown) => reason)).toBe('enough')
      const { sent, settings: again } = watched()
      expect(await uploadPresigned(kit, { source, settings: again })).toMatchObject(whole)
      expect(sent).not.toContain('UploadPart 1')
    })

    test('goes on by a journal, which is forgotten when the upload is another', async () => {
      const kit = await issue()
      const records = new Map<string, string[]>()
      const journal: Journal = {
        async open(name) {
          const lines = records.get(name) ?? []
          records.set(name, lines)
          return {
            lines: [...lines],
            begin: async (line) => void lines.splice(0, lines.length, line),
            append: async (line) => void lines.push(line),
            remove: async () => void records.delete(name),
            close: async () => {},
          }
        },
      }
      const resume = resumeUpload(journal)
      const stopped = uploadPresigned(kit, { source, settings, resume, concurrency: 1 })
      for await (const event of stopped.events()) if (event.type === 'part') stopped.abort('enough')
      await stopped.catch(() => {})
      expect([...records.values()].map(([, ...parts]) => parts.length > 0)).toEqual([true])
      const { sent, settings: again } = watched()
      const other = await presignMultipart(client, { bucket: kit.bucket, key: kit.key, sizeBytes: content.length, partSizeBytes })
      expect(await uploadPresigned(other, { source, settings: again, resume })).toMatchObject(whole)
      expect(sent.filter((line) => line.startsWith('UploadPart'))).toHaveLength(3)
      expect(records.size).toBe(0)
    })

    test('whose last answer was lost has ended well', async () => {
      const kit = await issue()
      const { sent, settings } = watched((request, answer) => {
        if (request.operation.name !== 'CompleteMultipartUpload') return answer
        throw new TransportError('The answer was lost.', { code: 'ECONNRESET' })
      })
      expect(await uploadPresigned(kit, { source, settings })).toMatchObject(whole)
      expect(sent.slice(-2)).toEqual(['CompleteMultipartUpload', 'HeadObject'])
    })

    test('that was completed is complete when it is called again, and is not for other bytes', async () => {
      const kit = await issue()
      const first = await uploadPresigned(kit, { source, settings })
      const { sent, settings: again } = watched()
      expect(await uploadPresigned(kit, { source, settings: again })).toMatchObject({ ...whole, etag: first.etag })
      expect(sent).toEqual(['ListParts', 'HeadObject'])
      const others = new Blob([new Uint8Array(content.length)])
      expect(await failureOf(uploadPresigned(kit, { source: others, settings }))).toMatchObject({ code: 'NoSuchUpload' })
    })

    test('is compared as a whole', async () => {
      const kit = await issue()
      const { sent, settings } = watched((request, answer) => {
        const isLast = request.operation.name === 'CompleteMultipartUpload' || request.operation.name === 'HeadObject'
        return isLast ? { ...answer, headers: { ...answer.headers, 'x-cos-hash-crc64ecma': '1' } } : answer
      })
      expect(await failureOf(uploadPresigned(kit, { source, settings }))).toMatchObject({ code: 'ChecksumMismatch' })
      expect(sent).not.toContain('DeleteObject')
    })

    test('gets fresh URLs for the same upload', async () => {
      const { bucket, key, uploadId } = await issue()
      const fresh = await presignMultipart(client, { bucket, key, uploadId, sizeBytes: content.length, partSizeBytes })
      expect(fresh.uploadId).toBe(uploadId)
      expect(await uploadPresigned(fresh, { source, settings })).toMatchObject(whole)
    })

    test('allows nothing but what was signed', async () => {
      const kit = await issue()
      const swapped = { ...kit, urls: { ...kit.urls, parts: kit.urls.parts.map((url) => url.replace('partNumber=1', 'partNumber=7')) } }
      expect(await failureOf(uploadPresigned(swapped, { source, settings }))).toMatchObject({ status: 403 })
      expect(await failureOf(uploadPresigned(kit, { source: source.slice(1), settings }))).toMatchObject({ member: 'source' })
      const keyless = presignedClient(kit, settings)
      const { bucket, key, uploadId } = kit
      for (const [command, member] of [
        [new DeleteObjectCommand({ bucket, key }), 'uploadId'],
        [new HeadObjectCommand({ bucket, key: 'other' }), 'key'],
        [new HeadObjectCommand({ bucket: 'other-1250000000', key }), 'bucket'],
        [new ListPartsCommand({ bucket, key, uploadId: 'other' }), 'uploadId'],
        [new UploadPartCommand({ bucket, key, uploadId, partNumber: 4, body: '' }), 'UploadPart'],
      ] as const) {
        expect(await failureOf(keyless.send(command as Command))).toMatchObject({ name: 'InputError', member })
      }
      const bad = { bucket, key, sizeBytes: 1 }
      expect(await failureOf(presignMultipart(client, { ...bad, partSizeBytes: 5 }))).toMatchObject({ member: 'partSizeBytes' })
      for (const sizeBytes of [0, -1, 1.5, Number.NaN, 50_000 * 1024 ** 3 + 1])
        expect(await failureOf(presignMultipart(client, { bucket, key, sizeBytes }))).toMatchObject({ member: 'sizeBytes' })
      // 8 MiB by default; the message says which size would do.
      expect(await failureOf(presignMultipart(client, { bucket, key, sizeBytes: 100 * 1024 ** 3 }))).toMatchObject({
        member: 'partSizeBytes',
        message: expect.stringContaining('takes 10737419 or more'),
      })
      const encryption = customerKey(bytesOfLength(32))
      expect(await failureOf(presignMultipart(client, { ...bad, encryption }))).toMatchObject({ member: 'encryption' })
    })

    if (world.endpoint === undefined) return
    test('is given up by its URL', async () => {
      const { bucket, key, uploadId, urls } = await issue()
      expect((await fetch(urls.abort, { method: 'DELETE' })).status).toBe(204)
      expect(await failureOf(client.send(new ListPartsCommand({ bucket, key, uploadId })))).toMatchObject({ code: 'NoSuchUpload' })
    })
  })
}
