import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  customerKey,
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  GetObjectCommand,
  HeadObjectCommand,
  InputError,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  type ServerSideEncryption,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bytesOfLength, clientOf, failureOf, freshBucket, type World } from './world.js'

const md5OfHello = '"5eb63bbbe01eeed093cb22bb8f5acdc3"'

/** Server-side encryption: with keys of COS, of the key management service, and of the caller. */
export function serverSideEncryptionSuite(world: World): void {
  const client = clientOf(world)
  const ownKey = customerKey('MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY=')
  const otherKey = customerKey(bytesOfLength(32))
  const put = async (encryption?: ServerSideEncryption) => {
    const bucket = await freshBucket(world)
    return { bucket, key: 'a', ...(await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'hello world', encryption }))) }
  }
  const text = async (input: ConstructorParameters<typeof GetObjectCommand>[0]) =>
    (await client.send(new GetObjectCommand(input))).body.text()

  describe('server-side encryption', () => {
    test('the MD5 of a customer’s key is computed, and a key that is none is refused', () => {
      expect(ownKey.keyMd5).toBe('U5L61r7jcwdNvT7frmUG8g==')
      expect(Object.keys(ownKey)).not.toContain('key')
      for (const wrong of [new Uint8Array(31), 'short', undefined as never]) expect(() => customerKey(wrong)).toThrow(InputError)
    })

    test('an object says how it is encrypted; the checksum is that of the plain bytes', async () => {
      const sums: unknown[] = []
      const cases = [
        ['AES256', { serverSideEncryption: 'AES256' }],
        ['cos/kms', { serverSideEncryption: 'cos/kms', kmsKeyId: expect.stringMatching(/./) }],
        [
          { kmsKeyId: 'key-1', context: { a: 'ä' } },
          { serverSideEncryption: 'cos/kms', kmsKeyId: 'key-1' },
        ],
        [ownKey, { customerAlgorithm: 'AES256', customerKeyMd5: ownKey.keyMd5 }],
      ] as const
      for (const [encryption, told] of cases) {
        const { bucket, key, ...written } = await put(encryption)
        expect(written).toMatchObject(told)
        expect(written.etag === md5OfHello).toBe(encryption === 'AES256')
        const read = { bucket, key, customerKey: encryption === ownKey ? ownKey : undefined }
        expect(await client.send(new HeadObjectCommand(read))).toMatchObject(told)
        expect(await text(read)).toBe('hello world')
        expect(await text({ ...read, range: { first: 3, last: 7 } })).toBe('lo wo')
        sums.push(written.crc64)
      }
      expect(new Set(sums).size).toBe(1)
      expect((await put()).serverSideEncryption).toBeUndefined()
    })

    test('an object of a customer’s key is read with that key only', async () => {
      const { bucket, key } = await put(ownKey)
      const get = (customerKey?: typeof ownKey) => client.send(new GetObjectCommand({ bucket, key, customerKey }))
      for (const wrong of [undefined, otherKey, { ...otherKey, key: otherKey.key, keyMd5: ownKey.keyMd5 }])
        expect(await failureOf(get(wrong))).toMatchObject({ code: 'SsecDecryptHeaderInvalid', status: 400 })
      expect(await failureOf(client.send(new HeadObjectCommand({ bucket, key })))).toMatchObject({ status: 400 })
      const plain = await put()
      const needless = client.send(new GetObjectCommand({ ...plain, bucket: plain.bucket, customerKey: ownKey }))
      expect(await failureOf(needless)).toMatchObject({ code: 'SSEHeaderNotAllowed', status: 400 })
    })

    test('no word of a key is in an error', async () => {
      const { bucket, key } = await put(ownKey)
      const error = await failureOf(client.send(new GetObjectCommand({ bucket, key, customerKey: otherKey })))
      expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(otherKey.key)
    })

    test('a copy is encrypted as it is asked to be, from whatever the source is', async () => {
      for (const source of [undefined, 'AES256', ownKey] as const) {
        const { bucket, key } = await put(source)
        const copySourceCustomerKey = source === ownKey ? ownKey : undefined
        for (const [target, told] of [
          [undefined, undefined],
          ['AES256', 'AES256'],
          ['cos/kms', 'cos/kms'],
        ] as const) {
          const copy = { bucket, key: 'copy', copySource: { bucket, key }, copySourceCustomerKey, encryption: target }
          expect((await client.send(new CopyObjectCommand(copy))).serverSideEncryption).toBe(told)
          expect((await client.send(new HeadObjectCommand({ bucket, key: 'copy' }))).serverSideEncryption).toBe(told)
          expect(await text({ bucket, key: 'copy' })).toBe('hello world')
        }
        await client.send(
          new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key }, copySourceCustomerKey, encryption: otherKey }),
        )
        expect(await text({ bucket, key: 'copy', customerKey: otherKey })).toBe('hello world')
      }
      const { bucket, key } = await put(ownKey)
      const keyless = client.send(new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key } }))
      expect(await failureOf(keyless)).toMatchObject({ code: 'SsecDecryptHeaderInvalid' })
    })

    test.each(['AES256', 'own'] as const)('an upload in parts is encrypted throughout: %s', async (kind) => {
      const encryption = kind === 'own' ? ownKey : kind
      const key = kind === 'own' ? ownKey : undefined
      const source = await put(ownKey)
      const { bucket } = source
      const begun = await client.send(new CreateMultipartUploadCommand({ bucket, key: 'parts', encryption }))
      const told = kind === 'own' ? { customerKeyMd5: ownKey.keyMd5 } : { serverSideEncryption: kind }
      expect(begun).toMatchObject(told)
      const address = { bucket, key: 'parts', uploadId: begun.uploadId }
      const first = bytesOfLength(1024 ** 2)
      if (kind === 'own') {
        const keyless = client.send(new UploadPartCommand({ ...address, partNumber: 1, body: first }))
        expect(await failureOf(keyless)).toMatchObject({ code: 'SsecDecryptHeaderInvalid' })
      }
      const one = await client.send(new UploadPartCommand({ ...address, partNumber: 1, body: first, customerKey: key }))
      expect(one).toMatchObject(told)
      const two = await client.send(
        new UploadPartCopyCommand({
          ...address,
          partNumber: 2,
          copySource: source,
          copySourceCustomerKey: ownKey,
          copySourceRange: { first: 0, last: 4 },
          customerKey: key,
        }),
      )
      const parts = [one, two].map(({ etag }, index) => ({ partNumber: index + 1, etag }))
      expect(await client.send(new CompleteMultipartUploadCommand({ ...address, parts }))).toMatchObject(told)
      expect(await text({ bucket, key: 'parts', customerKey: key, range: { first: 1024 ** 2 - 2 } })).toHaveLength(7)
      const { body } = await client.send(new GetObjectCommand({ bucket, key: 'parts', customerKey: key }))
      expect((await body.bytes()).byteLength).toBe(1024 ** 2 + 5)
    })

    test('the default of a bucket holds for objects that say nothing', async () => {
      const bucket = await freshBucket(world)
      const missing = await failureOf(client.send(new GetBucketEncryptionCommand({ bucket })))
      expect(missing).toMatchObject({ code: 'NoSuchEncryptionConfiguration', status: 404 })
      const rule = { applyServerSideEncryptionByDefault: { sseAlgorithm: 'KMS', kmsMasterKeyId: 'key-2' } } as const
      await client.send(new PutBucketEncryptionCommand({ bucket, rule }))
      expect(await client.send(new GetBucketEncryptionCommand({ bucket }))).toEqual({ rule })
      const encrypted = { serverSideEncryption: 'cos/kms', kmsKeyId: 'key-2' }
      expect(await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'hello world' }))).toMatchObject(encrypted)
      expect(await client.send(new PutObjectCommand({ bucket, key: 'b', body: '', encryption: 'AES256' }))).toMatchObject({
        serverSideEncryption: 'AES256',
      })
      expect(await client.send(new CopyObjectCommand({ bucket, key: 'c', copySource: { bucket, key: 'b' } }))).toMatchObject(encrypted)
      await client.send(new DeleteBucketEncryptionCommand({ bucket }))
      await client.send(new DeleteBucketEncryptionCommand({ bucket }))
      expect((await client.send(new PutObjectCommand({ bucket, key: 'd', body: '' }))).serverSideEncryption).toBeUndefined()
      expect(await text({ bucket, key: 'a' })).toBe('hello world')
    })
  })
}
