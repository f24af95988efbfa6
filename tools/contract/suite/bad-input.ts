import {
  AbortMultipartUploadCommand,
  AppendObjectCommand,
  type Command,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CosClient,
  type CosClientOptions,
  DeleteMultipleObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  RestoreObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { failureOf, type World } from './world.js'

const address = { bucket: 'photos-1250000000', key: 'a' }
/** Input as callers without types give it. */
const wild = (Class: new (input: never) => Command, input: unknown) => new Class(input as never)
const tagList = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `k${at}`, value: '' }))
/** One byte more than a single request may carry, if its size is to be believed: no page and no Node 20 makes such a Blob of memory. */
const tooLarge = Object.defineProperty(new Blob(['a']), 'size', { value: 5 * 1024 ** 3 + 1 })
const manyTags = (count: number) => Object.fromEntries(tagList(count).map(({ key, value }) => [key, value]))

const commands: readonly (readonly [what: string, member: string, command: Command])[] = [
  ['no input', 'input', wild(HeadBucketCommand, undefined)],
  ['no bucket', 'bucket', wild(HeadBucketCommand, {})],
  ['an empty bucket', 'bucket', wild(HeadBucketCommand, { bucket: '' })],
  ['a bucket without APPID', 'bucket', wild(HeadBucketCommand, { bucket: 'photos' })],
  ['a bucket in upper case', 'bucket', wild(HeadBucketCommand, { bucket: 'Photos-1250000000' })],
  ['a bucket with a slash', 'bucket', wild(HeadBucketCommand, { bucket: 'a/b-1250000000' })],
  ['a bucket with a dot', 'bucket', wild(HeadBucketCommand, { bucket: 'evil.com-1' })],
  ['a bucket with a line break', 'bucket', wild(HeadBucketCommand, { bucket: 'a\r\n-1250000000' })],
  ['a bucket that ends with a line break', 'bucket', wild(HeadBucketCommand, { bucket: 'a-1250000000\n' })],
  ['a bucket that is a number', 'bucket', wild(HeadBucketCommand, { bucket: 1 })],
  ['no key', 'key', wild(GetObjectCommand, { bucket: address.bucket })],
  ['an empty key', 'key', wild(GetObjectCommand, { ...address, key: '' })],
  ['a key of one slash', 'key', wild(GetObjectCommand, { ...address, key: '/' })],
  ['a key of 851 bytes', 'key', wild(PutObjectCommand, { ...address, key: 'k'.repeat(851), body: '' })],
  ['a key of 852 bytes in 284 characters', 'key', wild(PutObjectCommand, { ...address, key: '漢'.repeat(284), body: '' })],
  ['a key with half a surrogate pair', 'key', wild(PutObjectCommand, { ...address, key: 'a\ud800', body: '' })],
  ['a key that is an object', 'key', wild(GetObjectCommand, { ...address, key: {} })],
  ['part number 0', 'partNumber', wild(UploadPartCommand, { ...address, uploadId: 'u', partNumber: 0, body: '' })],
  ['part number 10,001', 'partNumber', wild(UploadPartCommand, { ...address, uploadId: 'u', partNumber: 10_001, body: '' })],
  ['part number 1.5', 'partNumber', wild(UploadPartCommand, { ...address, uploadId: 'u', partNumber: 1.5, body: '' })],
  ['a part number that is text', 'partNumber', wild(UploadPartCommand, { ...address, uploadId: 'u', partNumber: '1', body: '' })],
  ['no upload id', 'uploadId', wild(AbortMultipartUploadCommand, address)],
  ['a part without a body', 'body', wild(UploadPartCommand, { ...address, uploadId: 'u', partNumber: 1 })],
  ['a body that is undefined', 'body', wild(PutObjectCommand, { ...address, body: undefined })],
  ['a body that is null', 'body', wild(PutObjectCommand, { ...address, body: null })],
  ['a body that is a number', 'body', wild(PutObjectCommand, { ...address, body: 1 })],
  ['a body that is a plain object', 'body', wild(PutObjectCommand, { ...address, body: { a: 1 } })],
  ['a negative length', 'contentLength', wild(PutObjectCommand, { ...address, body: '', contentLength: -1 })],
  ['a length that is no number', 'contentLength', wild(PutObjectCommand, { ...address, body: '', contentLength: Number.NaN })],
  ['a range backwards', 'range.last', wild(GetObjectCommand, { ...address, range: { first: 5, last: 4 } })],
  ['a negative range', 'range.first', wild(GetObjectCommand, { ...address, range: { first: -1 } })],
  ['a broken range', 'range.first', wild(GetObjectCommand, { ...address, range: { first: 0.5 } })],
  ['a range that is text of another kind', 'range', wild(GetObjectCommand, { ...address, range: '0-9' })],
  ['two ranges', 'range', wild(GetObjectCommand, { ...address, range: 'bytes=0-1,3-4' })],
  ['a date that is none', 'ifModifiedSince', wild(GetObjectCommand, { ...address, ifModifiedSince: new Date(Number.NaN) })],
  ['a date that is text', 'ifModifiedSince', wild(GetObjectCommand, { ...address, ifModifiedSince: 'yesterday' })],
  ['a header with a line break', 'contentType', wild(PutObjectCommand, { ...address, body: '', contentType: 'a\r\nx-evil: 1' })],
  ['a header with a line feed', 'cacheControl', wild(PutObjectCommand, { ...address, body: '', cacheControl: 'a\nb' })],
  ['a header with NUL', 'contentDisposition', wild(PutObjectCommand, { ...address, body: '', contentDisposition: 'a\0' })],
  ['a header beyond ASCII', 'contentDisposition', wild(PutObjectCommand, { ...address, body: '', contentDisposition: 'ä' })],
  ['metadata that is a number', 'metadata.size', wild(PutObjectCommand, { ...address, body: '', metadata: { size: 1 } })],
  ['metadata that is undefined', 'metadata.size', wild(PutObjectCommand, { ...address, body: '', metadata: { size: undefined } })],
  ['metadata with a line break', 'metadata.a', wild(PutObjectCommand, { ...address, body: '', metadata: { a: 'x\r\ny' } })],
  ['a name of metadata that is no header name', 'metadata.a b', wild(PutObjectCommand, { ...address, body: '', metadata: { 'a b': 'x' } })],
  [
    'a name of metadata with a line break',
    'metadata.a\r\nb',
    wild(PutObjectCommand, { ...address, body: '', metadata: { 'a\r\nb': 'x' } }),
  ],
  ['metadata that is text', 'metadata', wild(PutObjectCommand, { ...address, body: '', metadata: 'a=b' })],
  [
    'metadata of 4,097 bytes in all',
    'metadata',
    wild(PutObjectCommand, { ...address, body: '', metadata: { a: 'a'.repeat(2047), b: 'b'.repeat(2048) } }),
  ],
  ['a body of more than 5 GB', 'body', wild(PutObjectCommand, { ...address, body: tooLarge })],
  ['a part of more than 5 GB', 'body', wild(UploadPartCommand, { ...address, uploadId: 'u', partNumber: 1, body: tooLarge })],
  ['more than 5 GB to append', 'body', wild(AppendObjectCommand, { ...address, position: 0, body: tooLarge })],
  ['a stream of more than 5 GB', 'contentLength', wild(PutObjectCommand, { ...address, body: () => '', contentLength: 5 * 1024 ** 3 + 1 })],
  ['a place behind 5 GB to append at', 'position', wild(AppendObjectCommand, { ...address, position: 5 * 1024 ** 3 + 1, body: '' })],
  ['a place before the beginning to append at', 'position', wild(AppendObjectCommand, { ...address, position: -1, body: '' })],
  ['a restoration for no days', 'days', wild(RestoreObjectCommand, { ...address, days: 0 })],
  [
    'part number 10,001 of a copy',
    'partNumber',
    wild(UploadPartCopyCommand, { ...address, uploadId: 'u', partNumber: 10_001, copySource: address }),
  ],
  [
    'part number 10,001 to complete',
    'parts[0].partNumber',
    wild(CompleteMultipartUploadCommand, { ...address, uploadId: 'u', parts: [{ partNumber: 10_001, etag: '"a"' }] }),
  ],
  ['a page of no parts', 'maxParts', wild(ListPartsCommand, { ...address, uploadId: 'u', maxParts: 0 })],
  ['a page of no uploads', 'maxUploads', wild(ListMultipartUploadsCommand, { bucket: address.bucket, maxUploads: 0 })],
  ['a page of no versions', 'maxKeys', wild(ListObjectVersionsCommand, { bucket: address.bucket, maxKeys: 0 })],
  ['a page of 2,001 buckets', 'maxKeys', wild(ListBucketsCommand, { maxKeys: 2001 })],
  [
    'a source of a copy with a key of 851 bytes',
    'copySource.key',
    wild(CopyObjectCommand, { ...address, copySource: { ...address, key: 'k'.repeat(851) } }),
  ],
  [
    'an object to delete with a key of 851 bytes',
    'objects[0].key',
    wild(DeleteMultipleObjectsCommand, { bucket: address.bucket, objects: [{ key: 'k'.repeat(851) }] }),
  ],
  ['a storage class that does not exist', 'storageClass', wild(PutObjectCommand, { ...address, body: '', storageClass: 'COLD' })],
  ['a page of no keys', 'maxKeys', wild(ListObjectsCommand, { bucket: address.bucket, maxKeys: 0 })],
  ['a page of -1 keys', 'maxKeys', wild(ListObjectsCommand, { bucket: address.bucket, maxKeys: -1 })],
  ['a prefix with half a surrogate pair', 'prefix', wild(ListObjectsCommand, { bucket: address.bucket, prefix: 'a\ud800' })],
  ['a tag with half a surrogate pair', 'tagging', wild(PutObjectCommand, { ...address, body: '', tagging: { a: '\udc00' } })],
  [
    'a source of a copy with half a surrogate pair',
    'copySource.key',
    wild(CopyObjectCommand, { ...address, copySource: { ...address, key: '\ud800' } }),
  ],
  ['a prefix that is a number', 'prefix', wild(ListObjectsCommand, { bucket: address.bucket, prefix: 1 })],
  ['no source of a copy', 'copySource', wild(CopyObjectCommand, address)],
  ['a source of a copy that is text', 'copySource', wild(CopyObjectCommand, { ...address, copySource: 'a/b' })],
  ['a source of a copy without key', 'copySource.key', wild(CopyObjectCommand, { ...address, copySource: { bucket: address.bucket } })],
  [
    'a source of a copy with a bad bucket',
    'copySource.bucket',
    wild(CopyObjectCommand, { ...address, copySource: { bucket: 'x', key: 'k' } }),
  ],
  ['eleven tags', 'tagging', wild(PutObjectCommand, { ...address, body: '', tagging: manyTags(11) })],
  ['a key of a tag of 129 bytes', 'tagging', wild(PutObjectCommand, { ...address, body: '', tagging: { [`${'ä'.repeat(64)}b`]: '' } })],
  ['a value of a tag of 257 bytes', 'tagging', wild(PutObjectCommand, { ...address, body: '', tagging: { a: 'v'.repeat(257) } })],
  ['eleven tags in a document', 'tags', wild(PutObjectTaggingCommand, { ...address, tags: tagList(11) })],
  ['a tag without a key', 'tags', wild(PutObjectTaggingCommand, { ...address, tags: [{ key: '', value: 'a' }] })],
  ['a tag without a value', 'tags[0].value', wild(PutObjectTaggingCommand, { ...address, tags: [{ key: 'a' }] })],
  ['a speed below the least', 'trafficLimitBitsPerSecond', wild(GetObjectCommand, { ...address, trafficLimitBitsPerSecond: 819_199 })],
  [
    'a speed above the greatest',
    'trafficLimitBitsPerSecond',
    wild(PutObjectCommand, { ...address, body: '', trafficLimitBitsPerSecond: 838_860_801 }),
  ],
  ['no objects to delete', 'objects', wild(DeleteMultipleObjectsCommand, { bucket: address.bucket, objects: [] })],
  [
    '1,001 objects to delete',
    'objects',
    wild(DeleteMultipleObjectsCommand, { bucket: address.bucket, objects: Array.from({ length: 1001 }, (_, at) => ({ key: `${at}` })) }),
  ],
  ['a part of a list behind the last', 'partNumberMarker', wild(ListPartsCommand, { ...address, uploadId: 'u', partNumberMarker: 10_001 })],
  ['objects to delete that are no list', 'objects', wild(DeleteMultipleObjectsCommand, { bucket: address.bucket, objects: 'a' })],
  ['an object to delete without key', 'objects[0].key', wild(DeleteMultipleObjectsCommand, { bucket: address.bucket, objects: [{}] })],
]

const keys = { secretId: 'id', secretKey: 'key' }
const options: readonly (readonly [what: string, member: string, options: unknown])[] = [
  ['no credentials', 'credentials', { region: 'ap-guangzhou' }],
  ['credentials that are text', 'credentials', { region: 'ap-guangzhou', credentials: 'id:key' }],
  ['no secret id', 'credentials.secretId', { credentials: { secretKey: 'key' } }],
  ['an empty secret key', 'credentials.secretKey', { credentials: { secretId: 'id', secretKey: '' } }],
  ['a secret key with a line break', 'credentials.secretKey', { credentials: { secretId: 'id', secretKey: 'key\n' } }],
  ['a token with a line break', 'credentials.securityToken', { credentials: { ...keys, securityToken: 'a\r\nb' } }],
  ['an empty region', 'region', { region: '', credentials: keys }],
  ['a region with a slash', 'region', { region: 'ap/guangzhou', credentials: keys }],
  ['a region with another host', 'region', { region: 'x@evil.com', credentials: keys }],
  ['a region that is a number', 'region', { region: 1, credentials: keys }],
  ['a deadline of 0', 'deadlineMs', { credentials: keys, deadlineMs: 0 }],
  ['a deadline that is no number', 'deadlineMs', { credentials: keys, deadlineMs: Number.NaN }],
  ['a deadline that is text', 'deadlineMs', { credentials: keys, deadlineMs: '5s' }],
  ['a signature of no time', 'signatureExpiresInSeconds', { credentials: keys, signatureExpiresInSeconds: 0 }],
  ['a signature of half a second', 'signatureExpiresInSeconds', { credentials: keys, signatureExpiresInSeconds: 0.5 }],
  ['a secret id with a field of the signature', 'credentials.secretId', { credentials: { secretId: 'id&q-ak=other', secretKey: 'key' } }],
  ['an endpoint that is no origin', 'endpoint', { credentials: keys, endpoint: 'localhost:9000' }],
  ['an endpoint with a path', 'endpoint', { credentials: keys, endpoint: 'http://localhost:9000/cos' }],
  ['an endpoint of another protocol', 'endpoint', { credentials: keys, endpoint: 'ftp://localhost' }],
  ['a signer that is none', 'credentials', { signer: 'sign' }],
]

/** Bad input is refused before anything is sent, by an error that names the member. */
export function badInputSuite(world: World): void {
  const clientWith = (given: Partial<CosClientOptions>) => {
    const sent: string[] = []
    const transport: World['transport'] = (request) => {
      sent.push(request.path)
      return world.transport(request)
    }
    const settings = { credentials: world.credentials, region: world.region, endpoint: world.endpoint, transport, retry: () => undefined }
    return { sent, client: new CosClient({ ...settings, ...given } as CosClientOptions) }
  }

  describe('bad input', () => {
    test.each(commands)('%s is refused, naming %s', async (_, member, command) => {
      const { sent, client } = clientWith({})
      const error = await failureOf(client.send(command))
      expect({
        name: error.name,
        code: error['code'],
        member: error['member'],
        message: error.message.startsWith(`${member}: `),
        sent,
      }).toEqual({
        name: 'InputError',
        code: 'InvalidInput',
        member,
        message: true,
        sent: [],
      })
    })

    test.each(options)('%s makes no client, naming %s', async (_, member, given) => {
      const error = await failureOf(
        (async () => {
          const client = new CosClient(given as CosClientOptions)
          await client.send(new HeadBucketCommand({ bucket: address.bucket }))
        })(),
      )
      expect([error.name, error['member']]).toEqual(['InputError', member])
      expect(error.message).not.toContain('key\n')
    })

    test('a missing region is refused where the endpoint needs one', async () => {
      const { sent, client } = clientWith({ region: undefined, endpoint: undefined })
      expect(await failureOf(client.send(new HeadBucketCommand({ bucket: address.bucket })))).toMatchObject({
        name: 'InputError',
        member: 'region',
      })
      expect(sent).toEqual([])
    })

    test('credentials that a function returns are checked as well', async () => {
      for (const wrong of [undefined, null, 'text', {}, { secretId: 'id' }]) {
        const { sent, client } = clientWith({ credentials: (async () => wrong) as never })
        const error = await failureOf(client.send(new HeadBucketCommand({ bucket: address.bucket })))
        expect([error.name, String(error['member']).split('.')[0]]).toEqual(['InputError', 'credentials'])
        expect(sent).toEqual([])
      }
    })

    test('what is just within the limits is sent', async () => {
      const metadata = { a: 'a'.repeat(2047), b: 'b'.repeat(2047) }
      const within = [
        new PutObjectCommand({ ...address, body: '', metadata }),
        new PutObjectCommand({ ...address, key: `/${'k'.repeat(850)}`, body: '' }),
        new PutObjectCommand({ ...address, body: '', tagging: manyTags(10) }),
        new ListObjectsCommand({ bucket: address.bucket, maxKeys: 1001 }),
      ]
      for (const command of within) {
        const { sent, client } = clientWith({})
        expect(await failureOf(client.send(command as Command))).toMatchObject({ code: 'NoSuchBucket' })
        expect(sent).toHaveLength(1)
      }
    })

    test('what is given is never changed', async () => {
      const input = Object.freeze({ ...address, body: '', metadata: Object.freeze({ Owner: 'ada' }), range: undefined })
      const { client } = clientWith({})
      const error = await failureOf(client.send(new PutObjectCommand(input)))
      expect(error['code']).toBe('NoSuchBucket')
      expect(input).toEqual({ ...address, body: '', metadata: { Owner: 'ada' }, range: undefined })
    })
  })
}
