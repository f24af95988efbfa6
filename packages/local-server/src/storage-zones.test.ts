import {
  AppendObjectCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  PutBucketLifecycleCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, failureOf, withBucket } from './local-server.fixture.js'
import { movableClock } from './movable-clock.fixture.js'

const zoned = 'zoned-1250000000'

async function withZones() {
  const clock = movableClock()
  const { server, client } = await withBucket({ clock })
  await client.send(new CreateBucketCommand({ bucket: zoned, azType: 'MAZ' }))
  return { server, client, clock }
}

test('objects of a bucket spread over several zones are of its classes, whichever way they came', async () => {
  const { client } = await withZones()
  const put = { bucket: zoned, body: 'x' }
  await client.send(new PutObjectCommand({ ...put, key: 'as-usual' }))
  await client.send(new PutObjectCommand({ ...put, key: 'cold', storageClass: 'MAZ_STANDARD_IA' }))
  await client.send(new AppendObjectCommand({ ...put, key: 'grows', position: 0 }))
  await client.send(new CopyObjectCommand({ bucket: zoned, key: 'copy', copySource: { bucket: zoned, key: 'as-usual' } }))
  const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket: zoned, key: 'parts' }))
  const { etag } = await client.send(new UploadPartCommand({ ...put, key: 'parts', uploadId, partNumber: 1 }))
  const parts = [{ partNumber: 1, etag: etag! }]
  await client.send(new CompleteMultipartUploadCommand({ bucket: zoned, key: 'parts', uploadId, parts }))

  const { contents } = await client.send(new ListObjectsCommand({ bucket: zoned }))
  expect(contents.map(({ key, storageClass }) => [key, storageClass])).toEqual([
    ['as-usual', 'MAZ_STANDARD'],
    ['cold', 'MAZ_STANDARD_IA'],
    ['copy', 'MAZ_STANDARD'],
    ['grows', 'MAZ_STANDARD'],
    ['parts', 'MAZ_STANDARD'],
  ])
  expect(await client.send(new HeadObjectCommand({ bucket: zoned, key: 'cold' }))).toMatchObject({ storageClass: 'MAZ_STANDARD_IA' })
})

test('a class for one zone is refused there, and the other way round', async () => {
  const { client } = await withZones()
  const put = { bucket: zoned, key: 'a', body: 'x' }
  const plain = { code: 'OAZOperationNotSupportOnMAZBucket', status: 400 }
  expect(await failureOf(client.send(new PutObjectCommand({ ...put, storageClass: 'STANDARD_IA' })))).toMatchObject(plain)
  expect(await failureOf(client.send(new PutObjectCommand({ ...put, storageClass: 'STANDARD' })))).toMatchObject(plain)
  expect(await failureOf(client.send(new PutObjectCommand({ ...put, bucket, storageClass: 'MAZ_STANDARD' })))).toMatchObject({
    code: 'MAZOperationNotSupportOnOAZBucket',
  })
})

test('its lifecycle moves objects to colder classes for several zones; an archived one is not read', async () => {
  const { server, client, clock } = await withZones()
  const rules = [{ status: 'Enabled' as const, filter: {}, transitions: [{ days: 30, storageClass: 'MAZ_STANDARD_IA' as const }] }]
  await client.send(new PutBucketLifecycleCommand({ bucket: zoned, rules }))
  await client.send(new PutObjectCommand({ bucket: zoned, key: 'a', body: 'x' }))
  await client.send(new PutObjectCommand({ bucket: zoned, key: 'b', body: 'x', storageClass: 'MAZ_ARCHIVE' }))
  clock.pass({ days: 31 })
  await server.sweep()
  expect(await client.send(new HeadObjectCommand({ bucket: zoned, key: 'a' }))).toMatchObject({ storageClass: 'MAZ_STANDARD_IA' })
  expect(await client.send(new HeadObjectCommand({ bucket: zoned, key: 'b' }))).toMatchObject({ storageClass: 'MAZ_ARCHIVE' })
  expect(await failureOf(client.send(new GetObjectCommand({ bucket: zoned, key: 'b' })))).toMatchObject({ code: 'InvalidObjectState' })
})

test('a replica is of the same class for the zones it is in', async () => {
  const { server, client } = await withZones()
  for (const name of [bucket, zoned]) await client.send(new PutBucketVersioningCommand({ bucket: name, status: 'Enabled' }))
  const role = 'qcs::cam::uin/100000000001:uin/100000000001'
  const to = (storageClass?: 'STANDARD_IA') => ({
    bucket,
    role,
    rules: [{ status: 'Enabled' as const, prefix: '', destination: { bucket: `qcs::cos:ap-guangzhou::${zoned}`, storageClass } }],
  })
  expect(await failureOf(client.send(new PutBucketReplicationCommand(to('STANDARD_IA'))))).toMatchObject({
    code: 'OAZOperationNotSupportOnMAZBucket',
  })
  await client.send(new PutBucketReplicationCommand(to()))
  await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'x', storageClass: 'STANDARD_IA' }))
  await server.sweep()
  expect(await client.send(new HeadObjectCommand({ bucket: zoned, key: 'a' }))).toMatchObject({ storageClass: 'MAZ_STANDARD_IA' })
})
