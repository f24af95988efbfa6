import {
  CosClient,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAclCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@cos/core'
import { abortUploads, copy, move } from '@cos/transfer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bucket, Network } from './network.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'

const mebibyte = 1024 ** 2
const bytes = sampleBytes(4 * mebibyte + 99)
const source = { bucket, key: 'from.bin' }
const inParts = { bucket, key: 'to.bin', source, multipartThresholdBytes: mebibyte, partSizeBytes: mebibyte, concurrency: 2 }
const atOnce = { bucket, key: 'to.bin', source }
let network: Network

beforeEach(async () => {
  network = await Network.start()
  await network.direct.send(
    new PutObjectCommand({ ...source, body: bytes, contentType: 'video/mp4', cacheControl: 'max-age=7', metadata: { a: 'b' } }),
  )
})
afterEach(() => network.server.close())

const head = (key: string) => network.direct.send(new HeadObjectCommand({ bucket, key }))
async function expectCopied(wanted = bytes): Promise<void> {
  expect(Buffer.compare(await network.get('to.bin'), wanted)).toBe(0)
  const { uploads } = await network.direct.send(new ListMultipartUploadsCommand({ bucket }))
  expect(uploads).toEqual([])
}

describe.each([
  ['at once', atOnce, 0],
  ['in parts', inParts, 5],
] as const)('%s', (_, options, partCount) => {
  test('it is the source, with its headers and metadata', async () => {
    const output = await copy(network.client, options)
    expect(output).toMatchObject({ crc64: crc64Text(bytes), sizeBytes: bytes.byteLength, partCount })
    await expectCopied()
    expect(await head('to.bin')).toMatchObject({ contentType: 'video/mp4', cacheControl: 'max-age=7', metadata: { a: 'b' } })
  })

  test('headers and metadata are replaced as asked', async () => {
    await copy(network.client, {
      ...options,
      metadataDirective: 'Replaced',
      contentType: 'text/plain',
      metadata: { c: 'd' },
      storageClass: 'STANDARD_IA',
    })
    expect(await head('to.bin')).toMatchObject({ contentType: 'text/plain', metadata: { c: 'd' }, storageClass: 'STANDARD_IA' })
  })

  test('tags are kept or replaced, the access control list is kept when asked', async () => {
    const tags = async (key: string) => (await network.direct.send(new GetObjectTaggingCommand({ bucket, key }))).tags
    const acl = async (key: string) => network.direct.send(new GetObjectAclCommand({ bucket, key }))
    await network.direct.send(new PutObjectTaggingCommand({ ...source, tags: [{ key: 'k', value: 'v w' }] }))
    await network.direct.send(new PutObjectAclCommand({ ...source, acl: 'public-read' }))
    await copy(network.client, options)
    expect([await tags('to.bin'), (await acl('to.bin')).acl]).toEqual([[{ key: 'k', value: 'v w' }], 'default'])
    await copy(network.client, { ...options, aclDirective: 'Copy', taggingDirective: 'Replaced', tagging: { other: 'x' } })
    expect([await tags('to.bin'), (await acl('to.bin')).acl]).toEqual([[{ key: 'other', value: 'x' }], 'public-read'])
    await network.direct.send(new PutObjectAclCommand({ ...source, grantRead: ['100000000007'] }))
    await copy(network.client, { ...options, aclDirective: 'Copy' })
    expect((await acl('to.bin')).accessControlList).toEqual((await acl(source.key)).accessControlList)
  })

  test('a source that is replaced meanwhile is copied anew, never mixed', async () => {
    const other = sampleBytes(4 * mebibyte + 99, 5)
    let isReplaced = false
    network.fault = async (line) => {
      if (/^(CopyObject|UploadPartCopy 3)$/.test(line) && !isReplaced) {
        isReplaced = true
        await network.put(source.key, other)
      }
      return undefined
    }
    expect((await copy(network.client, options)).crc64).toBe(crc64Text(other))
    await expectCopied(other)
  })

  test('a source that is replaced again and again is an error, and nothing is there', async () => {
    let seed = 6
    network.fault = async (line) => {
      if (/^(CopyObject|UploadPartCopy 1)$/.test(line)) await network.put(source.key, sampleBytes(4 * mebibyte, seed++))
      return undefined
    }
    await expect(copy(network.client, options)).rejects.toMatchObject({ code: 'ObjectChanged' })
    await expect(head('to.bin')).rejects.toMatchObject({ code: 'NoSuchKey' })
  })

  test('from another region', async () => {
    const { credentials, transport } = network.server
    const far = new CosClient({ credentials, region: 'ap-beijing', transport })
    await far.send(new CreateBucketCommand({ bucket: 'far-1250000000' }))
    await far.send(new PutObjectCommand({ bucket: 'far-1250000000', key: 'a', body: bytes }))
    await copy(network.client, { ...options, source: { bucket: 'far-1250000000', key: 'a', region: 'ap-beijing' }, sourceClient: far })
    await expectCopied()
  })

  test('of another account: what is asked of the source, and its deletion, go through the client that may', async () => {
    const { credentials, region, transport } = network.server
    const asked: string[] = []
    const owner = new CosClient({ credentials, region, transport }).with({
      requests: [
        (request, next) => {
          asked.push(request.operation.name)
          return next(request)
        },
      ],
    })
    await move(network.client, { ...options, sourceClient: owner })
    await expectCopied()
    expect(asked[0]).toBe('HeadObject')
    expect(asked.at(-1)).toBe('DeleteObject')
    expect(network.seen.filter(({ request }) => request.path.includes(source.key)).map(({ line }) => line)).toEqual([])
  })

  test('a move copies, looks, and then deletes', async () => {
    await move(network.client, options)
    await expectCopied()
    await expect(head(source.key)).rejects.toMatchObject({ code: 'NoSuchKey' })
    expect(network.seen.map(({ line }) => line.split(' ')[0]).slice(-3)).toEqual(['HeadObject', 'HeadObject', 'DeleteObject'])
  })

  test('a move does not delete a source that was replaced after it was copied', async () => {
    network.fault = async (line) => {
      if (line === 'HeadObject' && network.count(/Copy/) > 0) await network.put(source.key, sampleBytes(7))
      return undefined
    }
    await expect(move(network.client, options)).rejects.toMatchObject({ code: 'ObjectChanged' })
    expect((await head(source.key)).contentLength).toBe(7)
  })

  test('a busy service is asked again, a lost answer is not a failure', async () => {
    let count = 0
    // A lost answer to the beginning leaves an empty upload, which nobody can name.
    network.fault = (line) =>
      line.startsWith('Create')
        ? undefined
        : [{ kind: 'status', status: 503, code: 'SlowDown' } as const, undefined, { kind: 'lose-answer' } as const, undefined][count++ % 4]
    await copy(network.client, { ...options, concurrency: 1 })
    network.fault = () => undefined
    await expectCopied()
  })
})

test('a copy in parts that fails leaves nothing', async () => {
  network.fault = (line) => (line === 'UploadPartCopy 3' ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
  await expect(copy(network.client, inParts)).rejects.toMatchObject({ code: 'AccessDenied' })
  await expect(network.get('to.bin')).rejects.toMatchObject({ code: 'NoSuchKey' })
  network.fault = () => undefined
  expect((await network.direct.send(new ListMultipartUploadsCommand({ bucket }))).uploads).toEqual([])
})

test('objects of 5 GiB are copied at once, larger ones in parts, also within a region', async () => {
  const sizes = [5 * 1024 ** 3, 5 * 1024 ** 3 + 1]
  for (const [index, size] of sizes.entries()) {
    network.fault = (line) => (line === 'HeadObject' ? { kind: 'header', name: 'content-length', value: String(size) } : undefined)
    network.seen.length = 0
    await copy(network.client, { bucket, key: `to-${index}`, source }).catch(() => {})
    expect(network.count(/^CopyObject/) > 0).toBe(index === 0)
    expect(network.count(/^CreateMultipartUpload/) > 0).toBe(index === 1)
  }
})

test('a move onto itself is refused, because it would delete the object', async () => {
  for (const key of ['from.bin', '/from.bin']) {
    await expect(move(network.client, { bucket, key, source })).rejects.toMatchObject({ name: 'InputError', member: 'source' })
  }
  expect(network.seen).toEqual([])
})

describe('giving up unfinished uploads', () => {
  const begin = (key: string) => network.direct.send(new CreateMultipartUploadCommand({ bucket, key }))
  const keys = async () => (await network.direct.send(new ListMultipartUploadsCommand({ bucket }))).uploads.map(({ key }) => key)

  test('of a bucket, all pages', async () => {
    for (let index = 0; index < 1003; index++) await begin(`k${index}`)
    const { aborted, failures } = await abortUploads(network.client, { bucket, concurrency: 50 })
    expect([aborted.length, failures]).toEqual([1003, []])
    expect(await keys()).toEqual([])
  })

  test('of a prefix, of one key, before an instant', async () => {
    for (const key of ['a/1', 'a/1x', 'b', 'b']) await begin(key)
    await abortUploads(network.client, { bucket, key: 'a/1' })
    expect(await keys()).toEqual(['a/1x', 'b', 'b'])
    await abortUploads(network.client, { bucket, prefix: 'a/' })
    expect(await keys()).toEqual(['b', 'b'])
    await abortUploads(network.client, { bucket, initiatedBefore: new Date(0) })
    expect(await keys()).toEqual(['b', 'b'])
    await abortUploads(network.client, { bucket, key: '/b' })
    expect(await keys()).toEqual([])
  })

  test('one that cannot be given up is told and does not stop the others', async () => {
    for (const key of ['a', 'b', 'c']) await begin(key)
    network.fault = (line, request) =>
      line === 'AbortMultipartUpload' && request.path.endsWith('/b') ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined
    const { aborted, failures } = await abortUploads(network.client, { bucket })
    expect(aborted.map(({ key }) => key)).toEqual(['a', 'c'])
    expect(failures).toMatchObject([{ key: 'b', error: { code: 'AccessDenied' } }])
  })
})
