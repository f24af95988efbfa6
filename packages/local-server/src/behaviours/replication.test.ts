import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketReplicationCommand,
  DeleteObjectCommand,
  GetBucketReplicationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketReplicationCommand,
  type PutBucketReplicationInput,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, failureOf, withBucket } from '../local-server.fixture.js'

const backup = 'backup-1250000000'
const role = 'qcs::cam::uin/100000000001:uin/100000000001'
type Rules = PutBucketReplicationInput['rules']
const to = (name: string, region = 'ap-guangzhou') => ({ bucket: `qcs::cos:${region}::${name}` })

async function withTwo({ isVersioned = true } = {}) {
  const context = await withBucket()
  const { client, server } = context
  await client.send(new CreateBucketCommand({ bucket: backup }))
  const enable = (name: string) => client.send(new PutBucketVersioningCommand({ bucket: name, status: 'Enabled' }))
  if (isVersioned) for (const name of [bucket, backup]) await enable(name)
  const replicate = (rules: Rules, from = bucket) => client.send(new PutBucketReplicationCommand({ bucket: from, role, rules }))
  const put = (key: string, body: string, more = {}) => client.send(new PutObjectCommand({ bucket, key, body, ...more }))
  const versions = async (name: string) =>
    (await server.store.listVersions({ bucket: name, limit: 100 })).versions.map(
      ({ key, isDeleteMarker, attributes }) => `${key} ${isDeleteMarker ? 'marker' : attributes['replicationStatus']}`,
    )
  return { ...context, enable, replicate, put, versions }
}

test('objects are copied with all that belongs to them, and both sides say so', async () => {
  const { server, client, replicate, put } = await withTwo()
  await put('before', 'the rule')
  await replicate([{ status: 'Enabled', destination: { ...to(backup), storageClass: 'STANDARD_IA' } }])
  const { etag } = await put('a', 'bytes', { metadata: { owner: 'ada' }, contentType: 'x/y' })
  await server.sweep()
  const copy = await client.send(new GetObjectCommand({ bucket: backup, key: 'a' }))
  expect(await copy.body.text()).toBe('bytes')
  expect(copy).toMatchObject({
    etag,
    metadata: { owner: 'ada' },
    contentType: 'x/y',
    storageClass: 'STANDARD_IA',
    replicationStatus: 'Replica',
  })
  expect(await client.send(new HeadObjectCommand({ bucket, key: 'a' }))).toMatchObject({ replicationStatus: 'Complete' })
  expect(await failureOf(client.send(new HeadObjectCommand({ bucket: backup, key: 'before' })))).toMatchObject({ status: 404 })
})

test('every version is copied, and delete markers as the rule says', async () => {
  const { server, client, replicate, put, versions } = await withTwo()
  const status = { status: 'Enabled' } as const
  await replicate([
    { ...status, prefix: 'a', destination: to(backup) },
    { ...status, prefix: 'b', destination: to(backup), deleteMarkerReplication: { status: 'Disabled' } },
    { status: 'Disabled', prefix: 'c', destination: to(backup) },
  ])
  for (const key of ['a', 'b', 'c']) {
    for (const body of ['one', 'two']) await put(key, body)
    await client.send(new DeleteObjectCommand({ bucket, key }))
  }
  await server.sweep()
  expect(await versions(backup)).toEqual(['a marker', 'a Replica', 'a Replica', 'b Replica', 'b Replica'])
})

test('a rule by tags copies what has them all, and no delete markers, which have none', async () => {
  const { server, client, replicate, put, versions } = await withTwo()
  const tags = [
    { key: 'keep', value: 'yes' },
    { key: 'of', value: 'ä b' },
  ]
  await replicate([{ status: 'Enabled', filter: { and: { prefix: 'a', tags } }, destination: to(backup) }])
  await put('a', '1', { tagging: { keep: 'yes', of: 'ä b', more: '' } })
  await put('ab', '1', { tagging: { keep: 'yes' } })
  await put('b', '1', { tagging: { keep: 'yes', of: 'ä b' } })
  for (const key of ['a', 'ab', 'b']) await client.send(new DeleteObjectCommand({ bucket, key }))
  await server.sweep()
  expect(await versions(backup)).toEqual(['a Replica'])
})

test('two buckets may copy to each other without end', async () => {
  const { server, client, replicate, put, versions } = await withTwo()
  await replicate([{ status: 'Enabled', destination: to(backup) }])
  await replicate([{ status: 'Enabled', destination: to(bucket) }], backup)
  await put('a', 'here')
  await client.send(new PutObjectCommand({ bucket: backup, key: 'b', body: 'there' }))
  await client.send(new DeleteObjectCommand({ bucket, key: 'a' }))
  for (let time = 0; time < 3; time += 1) await server.sweep()
  expect(await versions(bucket)).toEqual(['a marker', 'a Complete', 'b Replica'])
  expect(await versions(backup)).toEqual(['a marker', 'a Replica', 'b Complete'])
})

test('what a destination cannot take has failed, until a sweep finds that it can', async () => {
  const { server, client, enable, replicate, put } = await withTwo()
  await replicate([{ status: 'Enabled', destination: to(backup) }])
  await client.send(new PutBucketVersioningCommand({ bucket: backup, status: 'Suspended' }))
  await put('a', 'bytes')
  await server.sweep()
  expect(await client.send(new HeadObjectCommand({ bucket, key: 'a' }))).toMatchObject({ replicationStatus: 'Failed' })
  await enable(backup)
  await server.sweep()
  expect(await client.send(new HeadObjectCommand({ bucket, key: 'a' }))).toMatchObject({ replicationStatus: 'Complete' })
  expect(await client.send(new HeadObjectCommand({ bucket: backup, key: 'a' }))).toMatchObject({ replicationStatus: 'Replica' })
})

test('what is to be copied says so from the answer on, however it was written', async () => {
  const { client, replicate, put, server } = await withTwo()
  await replicate([{ status: 'Enabled', prefix: 'a/', destination: to(backup) }])
  const statusOf = async (key: string) => {
    const found = await server.store.getObject({ bucket, key })
    return 'record' in found ? found.record.attributes['replicationStatus'] : undefined
  }
  // The destination is gone for now, so nothing is copied before it is looked at.
  await client.send(new PutBucketVersioningCommand({ bucket: backup, status: 'Suspended' }))
  await put('a/put', 'x')
  await put('b/put', 'x')
  await client.send(new CopyObjectCommand({ bucket, key: 'a/copied', copySource: { bucket, key: 'b/put' } }))
  const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key: 'a/parts' }))
  const { etag } = await client.send(new UploadPartCommand({ bucket, key: 'a/parts', uploadId, partNumber: 1, body: 'x' }))
  const parts = [{ partNumber: 1, etag: etag! }]
  await client.send(new CompleteMultipartUploadCommand({ bucket, key: 'a/parts', uploadId, parts }))
  await client.send(new DeleteObjectCommand({ bucket, key: 'a/deleted' }))
  const marks = await Promise.all(['a/put', 'b/put', 'a/copied', 'a/parts', 'a/deleted'].map(statusOf))
  expect(marks[1]).toBeUndefined()
  for (const mark of marks.toSpliced(1, 1)) expect(mark).toMatch(/Pending|Failed/)
})

test('an object encrypted by the server is copied, one with a managed key only when the rule says so', async () => {
  const { server, client, replicate, put } = await withTwo()
  await replicate([{ status: 'Enabled', destination: to(backup) }])
  await put('sealed', 'bytes', { encryption: 'AES256' })
  await put('kms', 'bytes', { encryption: 'cos/kms' })
  await server.sweep()
  const copy = await client.send(new GetObjectCommand({ bucket: backup, key: 'sealed' }))
  expect([copy.serverSideEncryption, await copy.body.text()]).toEqual(['AES256', 'bytes'])
  expect(await failureOf(client.send(new HeadObjectCommand({ bucket: backup, key: 'kms' })))).toMatchObject({ status: 404 })
})

test('copies of objects under a managed key are under the key that the rule names', async () => {
  const { server, client, replicate, put } = await withTwo()
  const sseKmsEncryptedObjects = { status: 'Enabled' } as const
  const destination = { ...to(backup), encryptionConfiguration: { replicaKmsKeyId: 'key-of-the-vault' } }
  await replicate([{ status: 'Enabled', destination, sourceSelectionCriteria: { sseKmsEncryptedObjects } }])
  const { etag } = await put('kms', 'bytes', { encryption: { kmsKeyId: 'key-of-the-source' } })
  await put('plain', 'bytes')
  await server.sweep()
  const copy = await client.send(new GetObjectCommand({ bucket: backup, key: 'kms' }))
  expect([await copy.body.text(), copy.serverSideEncryption, copy.kmsKeyId, copy.etag]).toEqual([
    'bytes',
    'cos/kms',
    'key-of-the-vault',
    etag,
  ])
  const head = await client.send(new HeadObjectCommand({ bucket, key: 'kms' }))
  expect(head.kmsKeyId).toBe('key-of-the-source')
  expect((await client.send(new HeadObjectCommand({ bucket: backup, key: 'plain' }))).serverSideEncryption).toBeUndefined()
})

test('a copy of a copy that a user makes is an object like any other', async () => {
  const { server, client, replicate, put } = await withTwo()
  await replicate([{ status: 'Enabled', destination: to(backup) }])
  await put('a', 'bytes')
  await server.sweep()
  await client.send(new CopyObjectCommand({ bucket: backup, key: 'b', copySource: { bucket: backup, key: 'a' } }))
  expect((await client.send(new HeadObjectCommand({ bucket: backup, key: 'b' }))).replicationStatus).toBeUndefined()
})

test('rules are read back, and end when they are deleted', async () => {
  const { server, client, replicate, put } = await withTwo()
  const rules: Rules = [{ id: 'all', status: 'Enabled', prefix: '', destination: to(backup) }]
  await replicate(rules)
  expect(await client.send(new GetBucketReplicationCommand({ bucket }))).toEqual({ role, rules })
  await client.send(new DeleteBucketReplicationCommand({ bucket }))
  expect(await failureOf(client.send(new GetBucketReplicationCommand({ bucket })))).toMatchObject({
    code: 'ReplicationConfigurationNotFoundError',
    status: 404,
  })
  await put('a', 'bytes')
  await server.sweep()
  expect(await failureOf(client.send(new HeadObjectCommand({ bucket: backup, key: 'a' })))).toMatchObject({ status: 404 })
})

const enabled = (more: Partial<Rules[number]>): Rules => [{ status: 'Enabled', destination: to(backup), ...more } as Rules[number]]

test.each<[string, number, Rules]>([
  ['MalformedXML', 400, []],
  ['InvalidArgument', 400, enabled({ destination: { bucket: backup } })],
  ['InvalidArgument', 400, enabled({ destination: to(bucket) })],
  ['InvalidArgument', 400, [...enabled({ id: 'a', prefix: 'a' }), ...enabled({ id: 'a', prefix: 'b' })]],
  ['InvalidArgument', 400, [...enabled({ prefix: 'a' }), ...enabled({ prefix: 'a/b' })]],
  ['InvalidRegionName', 400, enabled({ destination: to(backup, 'ap-beijing') })],
  ['NoSuchBucket', 404, enabled({ destination: to('none-1250000000') })],
])('%s (%d): %j', async (code, status, rules) => {
  const { replicate } = await withTwo()
  expect(await failureOf(replicate(rules))).toMatchObject({ code, status })
})

test('both buckets must have versioning', async () => {
  const { enable, replicate } = await withTwo({ isVersioned: false })
  const rules = enabled({})
  expect(await failureOf(replicate(rules))).toMatchObject({ code: 'BucketVersionNotOpen', status: 400 })
  await enable(bucket)
  expect(await failureOf(replicate(rules))).toMatchObject({ code: 'BucketVersionNotOpen', status: 400 })
  await enable(backup)
  await replicate(rules)
})
