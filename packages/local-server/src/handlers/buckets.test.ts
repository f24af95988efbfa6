import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { localAccount } from '../account.js'
import { bucket, clientOf, failureOf, raw, withBucket } from '../local-server.fixture.js'

const other = { appId: '1260000000', ownerUin: '100000000002', secretId: 'OtherId', secretKey: 'other-key' }

test('a new bucket is in the region of the host and can be asked for it', async () => {
  const { client } = await withBucket()
  expect(await client.send(new HeadBucketCommand({ bucket }))).toEqual({ region: 'ap-guangzhou' })
  expect(await client.send(new GetBucketLocationCommand({ bucket }))).toEqual({ location: 'ap-guangzhou' })
})

test('hosts of another region do not know the bucket', async () => {
  const { server } = await withBucket()
  const elsewhere = clientOf(server, { region: 'ap-beijing' })
  expect(await failureOf(elsewhere.send(new GetBucketLocationCommand({ bucket })))).toMatchObject({ code: 'NoSuchBucket', status: 404 })
})

test('a name can be taken once', async () => {
  const { server, client } = await withBucket({ accounts: [localAccount, other] })
  expect(await failureOf(client.send(new CreateBucketCommand({ bucket })))).toMatchObject({ code: 'BucketAlreadyOwnedByYou', status: 409 })
  const stranger = clientOf(server, { credentials: other })
  expect(await failureOf(stranger.send(new CreateBucketCommand({ bucket })))).toMatchObject({ code: 'BucketAlreadyExists', status: 409 })
})

test.each([
  ['/Bad_Name', 'InvalidBucketName'],
  ['/-a-1250000000', 'InvalidBucketName'],
  [`/${'a'.repeat(64)}-1250000000`, 'BucketNameTooLong'],
])('the name %s is refused', async (target, code) => {
  const { server } = await withBucket()
  expect(await raw(server, { method: 'PUT', target, headers: { host: '127.0.0.1:9000' } })).toMatchObject({ status: 400, code })
})

test('only an empty bucket is deleted', async () => {
  const { client } = await withBucket()
  await client.send(new PutObjectCommand({ bucket, key: 'a', body: '' }))
  expect(await failureOf(client.send(new DeleteBucketCommand({ bucket })))).toMatchObject({ code: 'BucketNotEmpty', status: 409 })
  const empty = 'empty-1250000000'
  await client.send(new CreateBucketCommand({ bucket: empty }))
  await client.send(new DeleteBucketCommand({ bucket: empty }))
  expect(await failureOf(client.send(new DeleteBucketCommand({ bucket: empty })))).toMatchObject({ code: 'NoSuchBucket' })
})

test('versions, delete markers and unfinished uploads keep a bucket from being deleted', async () => {
  const { client } = await withBucket()
  const remove = () =>
    client.send(new DeleteBucketCommand({ bucket })).then(
      () => 'ok',
      (error: { readonly code?: string }) => error.code,
    )
  await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
  const { versionId } = await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'x' }))
  const marker = await client.send(new DeleteObjectCommand({ bucket, key: 'a' }))
  expect(await remove()).toBe('BucketNotEmpty')
  await client.send(new DeleteObjectCommand({ bucket, key: 'a', versionId }))
  expect(await remove()).toBe('BucketNotEmpty')
  await client.send(new DeleteObjectCommand({ bucket, key: 'a', versionId: marker.versionId }))
  const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key: 'b' }))
  expect(await remove()).toBe('BucketNotEmpty')
  await client.send(new AbortMultipartUploadCommand({ bucket, key: 'b', uploadId }))
  expect(await remove()).toBe('ok')
})

test('buckets are listed in pages, by region, by age, and for their owner only', async () => {
  let nowMs = Date.UTC(2026, 0, 1)
  const clock = { now: () => nowMs, sleep: async () => {}, random: () => 0 }
  const { server } = await withBucket({ clock, accounts: [localAccount, other] }, { clock })
  const beijing = clientOf(server, { region: 'ap-beijing', clock })
  nowMs += 60_000
  await beijing.send(new CreateBucketCommand({ bucket: 'b-1250000000' }))
  await beijing.send(new CreateBucketCommand({ bucket: 'c-1250000000' }))
  const everywhere = clientOf(server, { endpoint: 'http://service.cos.myqcloud.com', region: undefined, clock })
  const names = async (input: ConstructorParameters<typeof ListBucketsCommand>[0], client = everywhere) =>
    (await client.send(new ListBucketsCommand(input))).buckets.map(({ name }) => name)

  expect(await names({})).toEqual(['b-1250000000', 'c-1250000000', bucket])
  expect(await names({}, beijing)).toEqual(['b-1250000000', 'c-1250000000'])
  expect(await names({ region: 'ap-guangzhou' })).toEqual([bucket])
  expect(await names({ createTime: new Date(nowMs), range: 'lt' })).toEqual([bucket])
  expect(await names({ createTime: new Date(nowMs), range: 'gte' })).toEqual(['b-1250000000', 'c-1250000000'])
  expect(await names({ marker: 'b-1250000000' })).toEqual(['c-1250000000', bucket])
  expect(await names({}, clientOf(server, { credentials: other, clock }))).toEqual([])
  const page = await everywhere.send(new ListBucketsCommand({ maxKeys: 2 }))
  expect(page).toMatchObject({ isTruncated: true, nextMarker: 'c-1250000000' })
  expect(page.owner.id).toBe('qcs::cam::uin/100000000001:uin/100000000001')
})

test('a bucket is made with grants, tags, zones and architecture', async () => {
  const { server, client } = await withBucket()
  const made = 'made-1250000000'
  const tagging = { team: 'web' }
  await client.send(new CreateBucketCommand({ bucket: made, grantRead: ['100000000099'], tagging, azType: 'MAZ', architecture: 'OFS' }))
  expect(await client.send(new HeadBucketCommand({ bucket: made }))).toMatchObject({ azType: 'MAZ', architecture: 'OFS' })
  const { accessControlList } = await client.send(new GetBucketAclCommand({ bucket: made }))
  expect(accessControlList).toMatchObject([{ grantee: { id: 'qcs::cam::uin/100000000099:uin/100000000099' }, permission: 'READ' }])
  const { buckets } = await client.send(new ListBucketsCommand({ tagKey: 'team', tagValue: 'web' }))
  expect(buckets).toMatchObject([{ name: made, bucketType: 'ofs' }])
  const body = '<CreateBucketConfiguration><BucketAZConfig>XAZ</BucketAZConfig></CreateBucketConfiguration>'
  const headers = { host: 'other-1250000000.cos.ap-guangzhou.myqcloud.com' }
  expect(await raw(server, { method: 'PUT', target: '/', headers, body })).toMatchObject({ status: 400, code: 'MalformedXML' })
})

test('a bucket may say that it is of the class STANDARD, and no other', async () => {
  const { client } = await withBucket()
  await client.send(new CreateBucketCommand({ bucket: 'plain-1250000000', storageClass: 'STANDARD' }))
  await client.send(new CreateBucketCommand({ bucket: 'zones-1250000000', azType: 'MAZ', storageClass: 'MAZ_STANDARD' }))
  const cold = client.send(new CreateBucketCommand({ bucket: 'cold-1250000000', storageClass: 'STANDARD_IA' }))
  expect(await failureOf(cold)).toMatchObject({ status: 501, code: 'NotImplemented' })
  const zoned = client.send(new CreateBucketCommand({ bucket: 'cold-1250000000', storageClass: 'MAZ_STANDARD' }))
  expect(await failureOf(zoned)).toMatchObject({ status: 400, code: 'MAZOperationNotSupportOnOAZBucket' })
  expect((await client.send(new ListBucketsCommand({}))).buckets.map(({ name }) => name)).not.toContain('cold-1250000000')
})

test('an account has as many buckets as the server allows, 200 unless it says otherwise', async () => {
  const { client } = await withBucket({ maxBuckets: 2 })
  await client.send(new CreateBucketCommand({ bucket: 'second-1250000000' }))
  const third = new CreateBucketCommand({ bucket: 'third-1250000000' })
  expect(await failureOf(client.send(third))).toMatchObject({ code: 'TooManyBuckets', status: 400 })
  await client.send(new DeleteBucketCommand({ bucket }))
  await client.send(third)

  const usual = await withBucket()
  for (let number = 2; number <= 200; number++) await usual.client.send(new CreateBucketCommand({ bucket: `b${number}-1250000000` }))
  expect(await failureOf(usual.client.send(third))).toMatchObject({ code: 'TooManyBuckets' })
})
