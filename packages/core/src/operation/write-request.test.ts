import { describe, expect, test } from 'vitest'
import {
  CopyObjectCommand,
  DeleteMultipleObjectsCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '../commands/index.js'
import { InputError } from '../errors/input-error.js'
import type { Command } from './command.js'
import { writeRequest } from './write-request.js'

const write = (command: Command) =>
  writeRequest(command.operation, command.input, (bucket) => ({ protocol: 'https:', host: `${bucket}.host` }), 'ap-beijing')
const address = { bucket: 'photos-125', key: 'a/b.txt' }

describe('what is written', () => {
  test('a list asks for encoded keys, because XML cannot carry every character', () => {
    expect(write(new ListObjectsCommand({ bucket: 'photos-125', maxKeys: 5 })).query).toEqual({ 'max-keys': '5', 'encoding-type': 'url' })
  })

  test('metadata, stored headers and length become headers', () => {
    const request = write(new PutObjectCommand({ ...address, body: 'héllo', contentType: 'text/plain', metadata: { Owner: 'me' } }))
    expect(request.headers).toEqual({ 'content-type': 'text/plain', 'x-cos-meta-owner': 'me', 'content-length': '6' })
    expect(request.body).toEqual(new TextEncoder().encode('héllo'))
  })

  test('one leading slash of a key means nothing, a second one is part of it', () => {
    expect(write(new GetObjectCommand({ ...address, key: '/a' })).path).toBe('/a')
    expect(write(new GetObjectCommand({ ...address, key: '//a' })).path).toBe('//a')
  })

  test('a document is sent with its length, type and MD5', () => {
    const request = write(new DeleteMultipleObjectsCommand({ bucket: 'photos-125', quiet: true, objects: [{ key: 'a&b' }] }))
    expect(request.headers).toMatchObject({ 'content-type': 'application/xml', 'content-md5': expect.stringMatching(/^[\w+/]{22}==$/) })
    expect(new TextDecoder().decode(request.body as Uint8Array)).toContain(
      '<Delete><Quiet>true</Quiet><Object><Key>a&amp;b</Key></Object></Delete>',
    )
    expect(request.query).toEqual({ delete: '' })
  })

  test('a request that HTTP expects no body of has no length, which a transport would leave out after it was signed', () => {
    expect(write(new DeleteObjectCommand(address)).headers).not.toHaveProperty('content-length')
  })

  test('the source of a copy takes the region of the client', () => {
    const request = write(new CopyObjectCommand({ ...address, copySource: { bucket: 'src-125', key: 'x y?', versionId: 'v1' } }))
    expect(request.headers['x-cos-copy-source']).toBe('src-125.cos.ap-beijing.myqcloud.com/x%20y%3F?versionId=v1')
    expect(request.headers['content-length']).toBe('0')
  })

  test.each([
    [{ first: 0, last: 9 }, 'bytes=0-9'],
    [{ first: 5 }, 'bytes=5-'],
    [{ suffixLength: 7 }, 'bytes=-7'],
    ['bytes=1-2', 'bytes=1-2'],
  ])('the range %j travels as %s', (range, text) => {
    expect(write(new GetObjectCommand({ ...address, range })).headers['range']).toBe(text)
  })

  test('a stream has no length unless the caller gives one', () => {
    const stream = () => new Blob(['abc']).stream()
    expect(write(new PutObjectCommand({ ...address, body: stream() })).headers['content-length']).toBeUndefined()
    expect(write(new PutObjectCommand({ ...address, body: stream, contentLength: 3 })).headers['content-length']).toBe('3')
  })
})

describe('what is refused before anything is sent', () => {
  const put = (input: object) => new PutObjectCommand({ ...address, body: '', ...input } as never)
  const get = (input: object) => new GetObjectCommand({ ...address, ...input } as never)
  const part = (input: object) => new UploadPartCommand({ ...address, body: '', uploadId: 'u', partNumber: 1, ...input } as never)
  test.each<[string, Command, string]>([
    ['an empty bucket', get({ bucket: '' }), 'bucket'],
    ['a bucket without APPID', get({ bucket: 'photos' }), 'bucket'],
    ['a bucket in upper case', get({ bucket: 'Photos-125' }), 'bucket'],
    ['a bucket that would change the host', get({ bucket: 'evil.example.com/-125' }), 'bucket'],
    ['a missing key', get({ key: undefined }), 'key'],
    ['an empty key', get({ key: '' }), 'key'],
    ['a key of one slash', get({ key: '/' }), 'key'],
    ['a key of 851 bytes', get({ key: `${'é'.repeat(425)}xx` }), 'key'],
    ['half a surrogate pair', get({ key: 'a\ud800b' }), 'key'],
    ['a key that reduces to the bucket', get({ key: 'abc/../' }), 'key'],
    ['part number 0', part({ partNumber: 0 }), 'partNumber'],
    ['part number 10001', part({ partNumber: 10_001 }), 'partNumber'],
    ['part number 1.5', part({ partNumber: 1.5 }), 'partNumber'],
    ['a part number as text', part({ partNumber: '1' }), 'partNumber'],
    ['a missing upload id', part({ uploadId: undefined }), 'uploadId'],
    ['a negative length', put({ contentLength: -1 }), 'contentLength'],
    ['a backward range', get({ range: { first: 9, last: 0 } }), 'range.last'],
    ['a malformed range', get({ range: 'bytes=a-b' }), 'range'],
    ['several ranges', get({ range: 'bytes=0-1,3-4' }), 'range'],
    ['an invalid date', get({ ifModifiedSince: new Date('x') }), 'ifModifiedSince'],
    ['a date as text', get({ ifModifiedSince: 'yesterday' }), 'ifModifiedSince'],
    ['a header of two lines', put({ contentType: 'text/plain\r\nx-evil: 1' }), 'contentType'],
    ['metadata of two lines', put({ metadata: { note: 'a\nb' } }), 'metadata.note'],
    ['metadata beyond ASCII', put({ metadata: { note: 'é' } }), 'metadata.note'],
    ['metadata that is a number', put({ metadata: { size: 1 } }), 'metadata.size'],
    ['a metadata name with a space', put({ metadata: { 'a b': '1' } }), 'metadata.a b'],
    ['metadata in two spellings', put({ metadata: { a: '1', A: '2' } }), 'metadata.A'],
    ['metadata that is text', put({ metadata: 'x' }), 'metadata'],
    ['a body that was forgotten', put({ body: undefined }), 'body'],
    ['a body that is a number', put({ body: 1 }), 'body'],
    ['an unknown storage class', put({ storageClass: 'COLD' }), 'storageClass'],
    ['zero keys in a page', new ListObjectsCommand({ bucket: 'photos-125', maxKeys: 0 }), 'maxKeys'],
    ['a negative marker', new ListPartsCommand({ ...address, uploadId: 'u', partNumberMarker: -1 }), 'partNumberMarker'],
    ['no upload id at all', new ListPartsCommand({ ...address } as never), 'uploadId'],
    [
      'a key that is no text in a document',
      new DeleteMultipleObjectsCommand({ bucket: 'photos-125', objects: [{ key: 1 } as never] }),
      'objects[0].key',
    ],
    ['a copy without source', new CopyObjectCommand({ ...address } as never), 'copySource'],
    ['a copy source without bucket', new CopyObjectCommand({ ...address, copySource: { key: 'a' } as never }), 'copySource.bucket'],
    ['input that is no object', new GetObjectCommand(undefined as never), 'input'],
  ])('%s', (_, command, member) => {
    expect(() => write(command)).toThrow(InputError)
    expect(() => write(command)).toThrow(expect.objectContaining({ member }))
  })
})
