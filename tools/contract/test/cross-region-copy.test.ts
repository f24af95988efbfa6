import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CosClient,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCopyCommand,
} from '@cos/core'
import { createLocalServer, type LocalServer } from '@cos/local-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const near = { bucket: 'near-1250000000', key: 'copy' }
const far = { bucket: 'far-1250000000', key: 'a b/源.txt' }

describe.each(['in this process', 'over HTTP, by virtual hosts'])('%s', (way) => {
  let server: LocalServer
  let client: CosClient
  let elsewhere: CosClient
  const sources: (string | undefined)[] = []

  beforeEach(async () => {
    server = createLocalServer()
    const { port } = await server.listen()
    const clientIn = (region: string) => {
      const { credentials, transport } = server
      const options = { credentials, region, retry: () => undefined }
      if (way === 'in this process') return new CosClient({ ...options, transport })
      return new CosClient({
        ...options,
        endpoint: ({ bucket }) => ({
          protocol: 'http:',
          host: `${bucket}.cos.${region}.myqcloud.com`,
          connectTo: `127.0.0.1:${port}`,
        }),
      })
    }
    client = clientIn('ap-guangzhou').with({
      requests: [
        (request, next) => {
          sources.push(request.headers['x-cos-copy-source'])
          return next(request)
        },
      ],
    })
    elsewhere = clientIn('ap-beijing')
    sources.length = 0
    await client.send(new CreateBucketCommand({ bucket: near.bucket }))
    await elsewhere.send(new CreateBucketCommand({ bucket: far.bucket }))
    await elsewhere.send(new PutObjectCommand({ ...far, body: 'from afar', metadata: { a: '1' }, contentType: 'x/y' }))
    sources.length = 0
  })
  afterEach(async () => {
    await client.close()
    await elsewhere.close()
    await server.close()
  })

  const source = { ...far, region: 'ap-beijing' }

  test('CopyObject takes an object of another region, whose host stands in its source', async () => {
    const { etag, crc64 } = await client.send(new CopyObjectCommand({ ...near, copySource: source }))
    expect(sources).toEqual(['far-1250000000.cos.ap-beijing.myqcloud.com/a%20b/%E6%BA%90.txt'])
    const { body, ...copied } = await client.send(new GetObjectCommand(near))
    expect(copied).toMatchObject({ etag, crc64, metadata: { a: '1' }, contentType: 'x/y' })
    expect(await body.text()).toBe('from afar')
    expect(await (await elsewhere.send(new GetObjectCommand(far))).body.text()).toBe('from afar')
  })

  test('UploadPartCopy takes parts of objects of both regions', async () => {
    const own = { bucket: near.bucket, key: 'own' }
    await client.send(new PutObjectCommand({ ...own, body: new Uint8Array(1024 * 1024).fill(111) }))
    const upload = { ...near, uploadId: (await client.send(new CreateMultipartUploadCommand(near))).uploadId }
    const first = await client.send(new UploadPartCopyCommand({ ...upload, partNumber: 1, copySource: own }))
    const last = await client.send(
      new UploadPartCopyCommand({ ...upload, partNumber: 2, copySource: source, copySourceRange: { first: 5, last: 8 } }),
    )
    const parts = [first, last].map(({ etag }, at) => ({ partNumber: at + 1, etag }))
    await client.send(new CompleteMultipartUploadCommand({ ...upload, parts }))
    const text = await (await client.send(new GetObjectCommand(near))).body.text()
    expect([text.length, text.slice(-6)]).toEqual([1024 * 1024 + 4, 'ooafar'])
  })

  test('without the region of the source it is looked for in that of the client, where it is not', async () => {
    await expect(client.send(new CopyObjectCommand({ ...near, copySource: far }))).rejects.toMatchObject({
      code: 'NoSuchBucket',
      status: 404,
    })
    await expect(client.send(new GetObjectCommand(near))).rejects.toMatchObject({ code: 'NoSuchKey' })
  })
})
