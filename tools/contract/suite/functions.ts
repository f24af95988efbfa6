import {
  bucketExists,
  changeStorageClass,
  customerKey,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  getBucketMetadata,
  getObjectUrl,
  HeadObjectCommand,
  objectExists,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  SignedRequestCommand,
  updateObjectMetadata,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bytesOfLength, clientOf, failureOf, freshBucket, type World } from './world.js'

/** What is put together from several requests, or from none. */
export function functionsSuite(world: World): void {
  const client = clientOf(world)

  describe('functions', () => {
    test('what is there exists, what is not does not, and a refusal is neither', async () => {
      const bucket = await freshBucket(world)
      await client.send(new PutObjectCommand({ bucket, key: 'a', body: '' }))
      expect(await objectExists(client, { bucket, key: 'a' })).toBe(true)
      expect(await objectExists(client, { bucket, key: 'b' })).toBe(false)
      expect(await bucketExists(client, { bucket })).toBe(true)
      expect(await bucketExists(client, { bucket: 'never-was-1250000000' })).toBe(false)
      const stranger = clientOf(world, { credentials: 'anonymous' })
      expect(await failureOf(objectExists(stranger, { bucket, key: 'a' }))).toMatchObject({ status: 403 })
      expect(await failureOf(bucketExists(stranger, { bucket }))).toMatchObject({ status: 403 })
    })

    test('what a bucket is and how it is configured is read at once', async () => {
      const bucket = await freshBucket(world)
      const bare = await getBucketMetadata(client, { bucket })
      expect(bare).toMatchObject({ region: world.region, acl: { acl: 'private' }, versioning: {}, logging: {}, refusals: [] })
      expect(bare.intelligentTiering).toEqual({ configurations: [] })
      const { cors, encryption, lifecycle, objectLock, replication, tagging, website } = bare
      expect([cors, encryption, lifecycle, objectLock, replication, tagging, website].filter(Boolean)).toEqual([])
      const rules = [{ allowedOrigins: ['*'], allowedMethods: ['GET' as const] }]
      const tags = [{ key: 'team', value: 'web' }]
      const tierings = [{ accessTier: 'ARCHIVE_ACCESS' as const, days: 90 }]
      await client.send(new PutBucketCorsCommand({ bucket, rules }))
      await client.send(new PutBucketTaggingCommand({ bucket, tags }))
      await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
      await client.send(new PutBucketIntelligentTieringConfigurationCommand({ bucket, id: 'a', status: 'Enabled', tierings }))
      expect(await getBucketMetadata(client, { bucket })).toMatchObject({
        ...{ cors: { rules }, tagging: { tags }, versioning: { status: 'Enabled' }, refusals: [] },
        intelligentTiering: { configurations: [{ id: 'a', tierings }] },
      })
    })

    test('what may not be read of a bucket is told, and a bucket that is not there is an error', async () => {
      const bucket = await freshBucket(world)
      await client.send(new PutBucketAclCommand({ bucket, acl: 'public-read' }))
      const stranger = clientOf(world, { credentials: 'anonymous' })
      const seen = await getBucketMetadata(stranger, { bucket })
      expect(seen).toMatchObject({ region: world.region, acl: undefined, versioning: undefined })
      expect(seen.refusals).toHaveLength(11)
      expect(seen.refusals.map(({ operation }) => operation)).toContain('GetBucketWebsite')
      expect(new Set(seen.refusals.map(({ code }) => code))).toEqual(new Set(['AccessDenied']))
      expect(await failureOf(getBucketMetadata(client, { bucket: 'never-was-1250000000' }))).toMatchObject({ code: 'NoSuchBucket' })
      const signal = AbortSignal.abort('enough')
      expect(await getBucketMetadata(client, { bucket }, { signal }).catch((reason) => reason)).toBe('enough')
    })

    test('a plain URL says where an object is', () => {
      const of = { bucket: 'photos-1250000000', key: 'ä b/c+.txt' }
      expect(getObjectUrl({ ...of, region: 'ap-guangzhou' })).toBe(
        'https://photos-1250000000.cos.ap-guangzhou.myqcloud.com/%C3%A4%20b/c%2B.txt',
      )
      expect(getObjectUrl({ ...of, endpoint: 'http://127.0.0.1:9000', versionId: 'v=1' })).toBe(
        'http://127.0.0.1:9000/photos-1250000000/%C3%A4%20b/c%2B.txt?versionId=v%3D1',
      )
    })

    test('class and metadata change in place, and everything else stays', async () => {
      const bucket = await freshBucket(world)
      const key = 'ä b'
      const ownKey = customerKey(bytesOfLength(32))
      for (const encryption of [undefined, 'AES256', ownKey] as const) {
        const read = { bucket, key, customerKey: encryption === ownKey ? ownKey : undefined }
        const said = { contentType: 'text/x-a', cacheControl: 'no-cache', metadata: { a: '1', b: '2' } }
        await client.send(new PutObjectCommand({ bucket, key, body: 'hello', ...said, encryption, grantRead: ['100000000009'] }))
        await client.send(new PutObjectTaggingCommand({ bucket, key, tags: [{ key: 'team', value: 'web' }] }))
        const acl = await client.send(new GetObjectAclCommand({ bucket, key }))
        await changeStorageClass(client, { ...read, storageClass: 'STANDARD_IA' })
        await updateObjectMetadata(client, { ...read, metadata: { b: '3', c: '4' }, contentLanguage: 'de' })
        const head = await client.send(new HeadObjectCommand(read))
        expect(head).toMatchObject({ ...said, metadata: { a: '1', b: '3', c: '4' }, contentLanguage: 'de', storageClass: 'STANDARD_IA' })
        expect(head.serverSideEncryption).toBe(encryption === 'AES256' ? 'AES256' : undefined)
        expect(await client.send(new GetObjectAclCommand({ bucket, key }))).toEqual(acl)
        expect((await client.send(new GetObjectTaggingCommand({ bucket, key }))).tags).toEqual([{ key: 'team', value: 'web' }])
        expect(await (await client.send(new GetObjectCommand(read))).body.text()).toBe('hello')
      }
    })

    test('any request is signed, and its answer given as it came', async () => {
      const bucket = await freshBucket(world)
      const put = await client.send(
        new SignedRequestCommand({ method: 'PUT', bucket, key: 'ä', headers: { 'X-Cos-Meta-A': '1' }, body: 'text' }),
      )
      expect([put.status, put.headers['etag']]).toEqual([200, '"1cb251ec0d568de6a929b520c4aed8d1"'])
      await put.body.cancel()
      const got = await client.send(
        new SignedRequestCommand({ method: 'GET', bucket, key: 'ä', query: { 'response-content-type': 'text/x-b' } }),
      )
      expect([got.headers['content-type'], got.headers['x-cos-meta-a'], await got.body.text()]).toEqual(['text/x-b', '1', 'text'])
      const location = await client.send(new SignedRequestCommand({ method: 'GET', bucket, query: { location: '' } }))
      expect(await location.body.text()).toContain('<LocationConstraint>')
      const missing = client.send(new SignedRequestCommand({ method: 'DELETE', bucket, query: { uploads: '' }, name: 'Unheard' }))
      expect(await failureOf(missing)).toMatchObject({ operation: 'Unheard', name: 'ServiceError' })
    })
  })
}
