import {
  CopyObjectCommand,
  DeleteBucketIntelligentTieringConfigurationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectVersionsCommand,
  PutBucketIntelligentTieringCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutBucketLifecycleCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  waitUntilRestored,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, failureOf, withBucket } from '../local-server.fixture.js'
import { movableClock } from '../movable-clock.fixture.js'
import { createMemoryStore } from '../store/memory.js'

const storageClass = 'INTELLIGENT_TIERING' as const

async function prepared() {
  const clock = movableClock()
  const kept = createMemoryStore({ now: clock.now })
  let updates = 0
  const updateObject: typeof kept.updateObject = (...given) => {
    updates += 1
    return kept.updateObject(...given)
  }
  const { server, client } = await withBucket({ clock, store: { ...kept, updateObject } })
  const put = (key: string, more: object = {}) => client.send(new PutObjectCommand({ bucket, key, body: 'content', storageClass, ...more }))
  const get = (key: string) => client.send(new GetObjectCommand({ bucket, key }))
  const tier = async (key: string) => (await client.send(new HeadObjectCommand({ bucket, key }))).storageTier
  const tiers = async () => {
    const { contents } = await client.send(new ListObjectsCommand({ bucket }))
    return Object.fromEntries(contents.map(({ key, storageTier }) => [key, storageTier]))
  }
  const pass = async (days: number) => {
    clock.pass({ days })
    await server.sweep()
  }
  const rule = (id: string, more: object) =>
    client.send(new PutBucketIntelligentTieringConfigurationCommand({ bucket, id, status: 'Enabled', tierings: [], ...more }))
  return { server, client, clock, put, get, tier, tiers, pass, rule, updatesOf: () => updates }
}

async function whole() {
  const setting = await prepared()
  const transition = { days: 30, requestFrequent: 1 }
  await setting.client.send(new PutBucketIntelligentTieringCommand({ bucket, status: 'Enabled', transition }))
  return setting
}

test('what nobody reads for thirty days becomes infrequent, and a read brings it back', async () => {
  const { put, get, tier, tiers, pass } = await whole()
  await put('read')
  await put('forgotten')
  await put('plain', { storageClass: 'STANDARD' })
  expect(await tiers()).toEqual({ read: 'FREQUENT', forgotten: 'FREQUENT', plain: undefined })

  await pass(20)
  await (await get('read')).body.text()
  await pass(10)
  expect(await tiers()).toEqual({ read: 'FREQUENT', forgotten: 'INFREQUENT', plain: undefined })
  expect(await tier('forgotten')).toBe('INFREQUENT')

  await get('forgotten')
  await pass(0)
  expect(await tier('forgotten')).toBe('FREQUENT')
  await pass(29)
  expect(await tiers()).toMatchObject({ read: 'INFREQUENT', forgotten: 'FREQUENT' })
  await pass(1)
  expect(await tier('forgotten')).toBe('INFREQUENT')
})

test('only reading the content is a use: asking for its headers is none, copying is one', async () => {
  const { client, put, tier, tiers, pass } = await whole()
  await put('looked-at')
  await put('copied')
  await pass(29)
  await tier('looked-at')
  await client.send(new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key: 'copied' } }))
  await pass(1)
  expect(await tiers()).toEqual({ 'looked-at': 'INFREQUENT', copied: 'FREQUENT', copy: undefined })
})

test('a day of reads writes once, and nothing where no tiering is configured', async () => {
  const { put, get, pass, updatesOf } = await whole()
  await put('a')
  await Promise.all([get('a'), get('a'), get('a')])
  await get('a')
  await pass(0)
  await get('a')
  await pass(0)
  expect(updatesOf()).toBe(1)
  await pass(1)
  await get('a')
  await pass(0)
  expect(updatesOf()).toBe(2)

  const without = await prepared()
  await without.put('a')
  await without.get('a')
  await without.pass(40)
  expect([without.updatesOf(), await without.tier('a')]).toEqual([0, 'FREQUENT'])
})

test('rules move what they are for, from tier to tier', async () => {
  const { client, put, tiers, pass, rule } = await prepared()
  await rule('default', { tierings: [{ accessTier: 'INFREQUENT', days: 30, requestFrequent: 1 }] })
  const archives = [
    { accessTier: 'ARCHIVE_ACCESS', days: 91 },
    { accessTier: 'DEEP_ARCHIVE_ACCESS', days: 180 },
  ]
  await rule('logs', { filter: { and: { prefix: 'logs/', tags: [{ key: 'keep', value: 'cold' }] } }, tierings: archives })
  await put('logs/cold', { tagging: { keep: 'cold' } })
  await put('logs/hot')
  await put('other', { tagging: { keep: 'cold' } })
  await pass(30)
  expect(await tiers()).toEqual({ 'logs/cold': 'INFREQUENT', 'logs/hot': 'INFREQUENT', other: 'INFREQUENT' })
  await pass(61)
  expect(await tiers()).toEqual({ 'logs/cold': 'ARCHIVE_ACCESS', 'logs/hot': 'INFREQUENT', other: 'INFREQUENT' })
  await pass(89)
  expect(await tiers()).toMatchObject({ 'logs/cold': 'DEEP_ARCHIVE_ACCESS' })

  await client.send(new DeleteBucketIntelligentTieringConfigurationCommand({ bucket, id: 'default' }))
  await put('new')
  await pass(100)
  expect(await tiers()).toMatchObject({ new: 'FREQUENT', other: 'INFREQUENT' })
})

test('what sank into an archive tier is restored before it is read, and then is in use', async () => {
  const { client, clock, put, get, tier, pass, rule, server } = await prepared()
  await rule('cold', { tierings: [{ accessTier: 'ARCHIVE_ACCESS', days: 90 }] })
  await put('a')
  await pass(90)
  expect(await failureOf(get('a'))).toMatchObject({ code: 'InvalidObjectState', status: 403 })

  await client.send(new RestoreObjectCommand({ bucket, key: 'a' }))
  expect(await client.send(new HeadObjectCommand({ bucket, key: 'a' }))).toMatchObject({ restore: { isOngoing: true } })
  expect(await failureOf(get('a'))).toMatchObject({ code: 'InvalidObjectState' })
  const again = new RestoreObjectCommand({ bucket, key: 'a' })
  expect(await failureOf(client.send(again))).toMatchObject({ code: 'RestoreAlreadyInProgress' })
  const ticking = { ...clock, sleep: async (milliseconds: number) => clock.pass({ milliseconds }) }
  expect(await waitUntilRestored(client, { bucket, key: 'a' }, { clock: ticking })).toMatchObject({ storageTier: 'FREQUENT' })
  expect(await (await get('a')).body.text()).toBe('content')
  await server.sweep()
  expect(await failureOf(client.send(again))).toMatchObject({ code: 'RestoreNonArchiveObject' })
  await pass(89)
  expect(await tier('a')).toBe('FREQUENT')
  await pass(1)
  expect(await tier('a')).toBe('ARCHIVE_ACCESS')
})

test('an object of an archive class is not restored without a time', async () => {
  const { client, put } = await prepared()
  await put('a', { storageClass: 'ARCHIVE' })
  const restore = new RestoreObjectCommand({ bucket, key: 'a' })
  expect(await failureOf(client.send(restore))).toMatchObject({ code: 'MalformedXML', status: 400 })
})

test('an object that its lifecycle makes intelligent is new to its tiers', async () => {
  const { client, put, tier, pass } = await whole()
  const rules = [{ status: 'Enabled' as const, filter: {}, transitions: [{ days: 40, storageClass }] }]
  await client.send(new PutBucketLifecycleCommand({ bucket, rules }))
  await put('a', { storageClass: 'STANDARD' })
  await pass(40)
  expect(await tier('a')).toBe('FREQUENT')
  await pass(29)
  expect(await tier('a')).toBe('FREQUENT')
  await pass(1)
  expect(await tier('a')).toBe('INFREQUENT')
})

test('versions have tiers of their own', async () => {
  const { client, put, pass } = await whole()
  await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
  await put('a')
  await pass(29)
  await put('a')
  await pass(1)
  const { versions } = await client.send(new ListObjectVersionsCommand({ bucket }))
  expect(versions.map((version) => version.type === 'Version' && version.storageTier)).toEqual(['FREQUENT', 'INFREQUENT'])
})
