import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  type CosClient,
  CreateMultipartUploadCommand,
  DeleteMultipleObjectsCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetBucketObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketObjectLockConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'
import { virtualClock } from '../virtual-clock.js'

const address = { bucket, key: 'k' }
const dayMs = 86_400_000
const tags = [
  { key: 'project', value: 'a b' },
  { key: 'empty', value: '' },
]

async function withObject() {
  const clock = virtualClock()
  const world = await withBucket({ clock, requireSignatures: false }, { clock })
  await world.client.send(new PutObjectCommand({ ...address, body: 'x' }))
  return { ...world, clock }
}

const tagsOf = async (client: CosClient, versionId?: string) =>
  (await client.send(new GetObjectTaggingCommand({ ...address, versionId }))).tags

describe('tags of an object', () => {
  test('are put, read, counted and removed', async () => {
    const { client, server } = await withObject()
    expect(await tagsOf(client)).toEqual([])
    expect(await client.send(new PutObjectTaggingCommand({ ...address, tags }))).toEqual({})
    expect(await tagsOf(client)).toEqual(tags)
    expect(await client.send(new HeadObjectCommand(address))).toMatchObject({ taggingCount: 2 })
    expect(await raw(server, { method: 'DELETE', target: '/k?tagging' })).toMatchObject({ status: 204, text: '' })
    expect(await tagsOf(client)).toEqual([])
    expect(await client.send(new HeadObjectCommand(address))).not.toHaveProperty('taggingCount')
    await client.send(new DeleteObjectTaggingCommand(address))
  })

  test('come with a put or an upload in parts, and go along with a copy', async () => {
    const { client } = await withObject()
    const tagging = { project: 'a b', 'ä=@:/+-._': '' }
    const written = Object.entries(tagging).map(([key, value]) => ({ key, value }))
    await client.send(new PutObjectCommand({ ...address, body: 'x', tagging }))
    expect(await tagsOf(client)).toEqual(written)
    const { uploadId } = await client.send(new CreateMultipartUploadCommand({ ...address, tagging: { parts: '1' } }))
    const { etag } = await client.send(new UploadPartCommand({ ...address, uploadId, partNumber: 1, body: 'z' }))
    await client.send(new CompleteMultipartUploadCommand({ ...address, uploadId, parts: [{ partNumber: 1, etag }] }))
    expect(await tagsOf(client)).toEqual([{ key: 'parts', value: '1' }])
    await client.send(new CopyObjectCommand({ bucket, key: 'copy', copySource: address }))
    expect((await client.send(new GetObjectTaggingCommand({ bucket, key: 'copy' }))).tags).toEqual([{ key: 'parts', value: '1' }])
  })

  test('belong to a version', async () => {
    const { client } = await withObject()
    await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
    const { versionId } = await client.send(new PutObjectCommand({ ...address, body: 'y' }))
    expect(await client.send(new PutObjectTaggingCommand({ ...address, versionId: 'null', tags }))).toEqual({ versionId: 'null' })
    expect([await tagsOf(client), await tagsOf(client, 'null'), await tagsOf(client, versionId)]).toEqual([[], tags, []])
  })

  const tag = (key: string, value = '') => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`
  test.each([
    [[...Array(11).keys()].map((index) => tag(`k${index}`)).join(''), 'InvalidTag'],
    [tag('a') + tag('a', 'b'), 'InvalidTag'],
    [tag(''), 'InvalidTag'],
    [tag('k'.repeat(129)), 'InvalidTag'],
    [tag('k', 'v'.repeat(257)), 'InvalidTag'],
    [tag('k', 'a*b'), 'InvalidTag'],
    ['<Tag><Key>a</Key></Tag>', 'MalformedXML'],
  ])('%s are refused: %s', async (set, code) => {
    const { server } = await withObject()
    const body = `<Tagging><TagSet>${set}</TagSet></Tagging>`
    expect(await raw(server, { method: 'PUT', target: '/k?tagging', body })).toMatchObject({ status: 400, code })
  })

  test.each([
    ['PUT', '/missing?tagging', 404, 'NoSuchKey'],
    ['GET', '/missing?tagging', 404, 'NoSuchKey'],
    ['DELETE', '/missing?tagging', 404, 'NoSuchKey'],
    ['GET', '/k?tagging&versionId=MTg0NDUxODMzMTMwMDM2Njc1ODA', 404, 'NoSuchVersion'],
    ['GET', '/k?tagging&versionId=bad', 400, 'InvalidArgument'],
  ])('%s %s is answered %i %s', async (method, target, status, code) => {
    const { server } = await withObject()
    const body = method === 'PUT' ? '<Tagging><TagSet/></Tagging>' : undefined
    expect(await raw(server, { method, target, body })).toMatchObject({ status, code })
  })

  test('too many in a header are refused before anything is stored', async () => {
    const { client } = await withObject()
    // Our client would not send it.
    const tagging = [...Array(11).keys()].map((index) => `k${index}=`).join('&')
    const wild = client.with({
      requests: [(request, next) => next({ ...request, headers: { ...request.headers, 'x-cos-tagging': tagging } })],
    })
    expect(await failureOf(wild.send(new PutObjectCommand({ bucket, key: 'new', body: 'x' })))).toMatchObject({ code: 'InvalidTag' })
    expect(await failureOf(client.send(new HeadObjectCommand({ bucket, key: 'new' })))).toMatchObject({ code: 'NoSuchKey' })
  })
})

describe('object lock', () => {
  const lock = (client: CosClient, days?: number) =>
    client.send(
      new PutBucketObjectLockConfigurationCommand({
        bucket,
        objectLockEnabled: 'Enabled',
        ...(days === undefined ? {} : { rule: { defaultRetention: { days } } }),
      }),
    )

  test('is read as it was put, and can only be made longer', async () => {
    const { client } = await withObject()
    const read = () => client.send(new GetBucketObjectLockConfigurationCommand({ bucket }))
    expect(await failureOf(read())).toMatchObject({ status: 404, code: 'NoSuchObjectLockConfiguration' })
    await lock(client, 2)
    expect(await read()).toEqual({ objectLockEnabled: 'Enabled', rule: { defaultRetention: { days: 2 } } })
    for (const days of [1, undefined]) expect(await failureOf(lock(client, days))).toMatchObject({ status: 409, code: 'InvalidLockedTime' })
    await lock(client, 3)
  })

  test('keeps objects from being deleted or overwritten until its days are over', async () => {
    const { client, clock } = await withObject()
    await lock(client, 2)
    const { uploadId } = await client.send(new CreateMultipartUploadCommand(address))
    const { etag } = await client.send(new UploadPartCommand({ ...address, uploadId, partNumber: 1, body: 'z' }))
    const attempts = () => [
      client.send(new DeleteObjectCommand(address)),
      client.send(new DeleteObjectCommand({ ...address, versionId: 'null' })),
      client.send(new PutObjectCommand({ ...address, body: 'y' })),
      client.send(new CopyObjectCommand({ ...address, copySource: address, metadataDirective: 'Replaced' })),
      client.send(new CompleteMultipartUploadCommand({ ...address, uploadId, parts: [{ partNumber: 1, etag }] })),
    ]
    for (const attempt of attempts()) expect(await failureOf(attempt)).toMatchObject({ status: 409, code: 'ObjectLocked' })
    const { errors } = await client.send(new DeleteMultipleObjectsCommand({ bucket, objects: [{ key: 'k' }, { key: 'other' }] }))
    expect(errors).toMatchObject([{ key: 'k', code: 'ObjectLocked' }])
    await client.send(new PutObjectCommand({ bucket, key: 'new', body: 'y' }))
    clock.advance(2 * dayMs)
    await client.send(new DeleteObjectCommand(address))
  })

  test('lets versions come on top, and markers, but keeps the version', async () => {
    const { client } = await withObject()
    await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
    await lock(client, 1)
    const { versionId } = await client.send(new PutObjectCommand({ ...address, body: 'y' }))
    const { versionId: marker } = await client.send(new DeleteObjectCommand(address))
    for (const id of ['null', versionId]) {
      expect(await failureOf(client.send(new DeleteObjectCommand({ ...address, versionId: id })))).toMatchObject({ code: 'ObjectLocked' })
    }
    await client.send(new DeleteObjectCommand({ ...address, versionId: marker }))
    const suspend = new PutBucketVersioningCommand({ bucket, status: 'Suspended' })
    expect(await failureOf(client.send(suspend))).toMatchObject({ status: 409, code: 'InvalidBucketState' })
  })

  test('an object has a date of its own, which moves only on', async () => {
    const { client, clock } = await withObject()
    const until = (days: number) => new Date(clock.now() + days * dayMs)
    const retain = (days: number) =>
      client.send(new PutObjectRetentionCommand({ ...address, mode: 'COMPLIANCE', retainUntilDate: until(days) }))
    expect(await failureOf(retain(3))).toMatchObject({ status: 404, code: 'NoSuchObjectLockConfiguration' })
    await lock(client)
    expect(await failureOf(client.send(new GetObjectRetentionCommand(address)))).toMatchObject({ code: 'NoSuchObjectLockConfiguration' })
    await retain(3)
    expect(await client.send(new GetObjectRetentionCommand(address))).toEqual({ mode: 'COMPLIANCE', retainUntilDate: until(3) })
    expect(await failureOf(retain(2))).toMatchObject({ status: 409, code: 'InvalidLockedTime' })
    expect(await failureOf(retain(-1))).toMatchObject({ status: 400, code: 'InvalidArgument' })
    expect(await failureOf(client.send(new DeleteObjectCommand(address)))).toMatchObject({ code: 'ObjectLocked' })
    clock.advance(3 * dayMs)
    await client.send(new DeleteObjectCommand(address))
  })

  test.each([
    [
      '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Days>0</Days></DefaultRetention></Rule></ObjectLockConfiguration>',
      'InvalidArgument',
    ],
    ['<ObjectLockConfiguration/>', 'MalformedXML'],
  ])('refuses %s: %s', async (body, code) => {
    const { server } = await withObject()
    expect(await raw(server, { method: 'PUT', target: '/?object-lock', body })).toMatchObject({ status: 400, code })
  })
})
