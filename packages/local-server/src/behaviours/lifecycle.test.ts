import {
  CreateMultipartUploadCommand,
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  PutBucketLifecycleCommand,
  type PutBucketLifecycleInput,
  PutBucketObjectLockConfigurationCommand,
  PutObjectCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'
import { movableClock } from '../movable-clock.fixture.js'

type Rules = PutBucketLifecycleInput['rules']

async function withRules(rules: Rules) {
  const clock = movableClock()
  const context = await withBucket({ clock }, { clock })
  await context.client.send(new PutBucketLifecycleCommand({ bucket, rules }))
  const put = (key: string, more = {}) => context.client.send(new PutObjectCommand({ bucket, key, body: key, ...more }))
  const keys = async () => (await context.client.send(new ListObjectsCommand({ bucket }))).contents.map(({ key }) => key)
  const versions = async () => {
    const { versions } = await context.server.store.listVersions({ bucket, limit: 1000 })
    return versions.map(({ key, isLatest, isDeleteMarker }) => `${key}${isDeleteMarker ? ' marker' : ''}${isLatest ? ' latest' : ''}`)
  }
  const versioning = (versioning: string) => context.server.store.updateBucket(bucket, () => ({ versioning }))
  return { ...context, clock, put, keys, versions, versioning }
}

test('rules are read back with an ID, and are gone when they are deleted', async () => {
  const { client } = await withRules([{ status: 'Enabled', prefix: 'logs/', expiration: { days: 3 } }])
  const { rules } = await client.send(new GetBucketLifecycleCommand({ bucket }))
  expect(rules).toEqual([{ id: expect.stringMatching(/./), status: 'Enabled', filter: { prefix: 'logs/' }, expiration: { days: 3 } }])
  await client.send(new DeleteBucketLifecycleCommand({ bucket }))
  await client.send(new DeleteBucketLifecycleCommand({ bucket }))
  expect(await failureOf(client.send(new GetBucketLifecycleCommand({ bucket })))).toMatchObject({
    code: 'NoSuchLifecycleConfiguration',
    status: 404,
  })
})

test('a filter with two tags outside And is refused, and not taken for one of them', async () => {
  const { server } = await withBucket()
  const tag = (key: string) => `<Tag><Key>${key}</Key><Value>1</Value></Tag>`
  const put = (filter: string) => {
    const rule = `<Rule><Status>Enabled</Status><Filter>${filter}</Filter><Expiration><Days>1</Days></Expiration></Rule>`
    return raw(server, { method: 'PUT', target: '/?lifecycle', body: `<LifecycleConfiguration>${rule}</LifecycleConfiguration>` })
  }
  expect(await put(tag('a') + tag('b'))).toMatchObject({ status: 400, code: 'MalformedXML' })
  expect(await put(`<And>${tag('a')}${tag('b')}</And>`)).toMatchObject({ status: 200 })
})

test('objects expire when their days have passed, others stay', async () => {
  const { server, clock, put, keys } = await withRules([{ status: 'Enabled', filter: { prefix: 'logs/' }, expiration: { days: 3 } }])
  await put('logs/old')
  await put('data/old')
  clock.pass({ days: 2 })
  await put('logs/young')
  await server.sweep()
  expect(await keys()).toEqual(['data/old', 'logs/old', 'logs/young'])
  clock.pass({ days: 1 })
  await server.sweep()
  expect(await keys()).toEqual(['data/old', 'logs/young'])
})

test('answers about an object say when it expires, and by which rule', async () => {
  const rules: Rules = [
    { id: 'all "1"', status: 'Enabled', filter: {}, expiration: { days: 9 } },
    { id: 'a', status: 'Enabled', filter: { prefix: 'a' }, expiration: { date: new Date('2026-01-05T00:00:00Z') } },
  ]
  const { client, put } = await withRules(rules)
  const soon = 'expiry-date="Mon, 05 Jan 2026 00:00:00 GMT", rule-id="a"'
  expect(await put('a')).toMatchObject({ expiration: soon })
  expect(await client.send(new HeadObjectCommand({ bucket, key: 'a' }))).toMatchObject({ expiration: soon })
  expect(await client.send(new GetObjectCommand({ bucket, key: 'a', range: { first: 0 } }))).toMatchObject({ expiration: soon })
  expect(await put('b')).toMatchObject({ expiration: 'expiry-date="Sat, 10 Jan 2026 04:00:00 GMT", rule-id="all%20%221%22"' })
})

test('objects move to a colder class, and keep everything else', async () => {
  const { server, client, clock, put } = await withRules([
    { status: 'Enabled', filter: {}, transitions: [{ days: 30, storageClass: 'STANDARD_IA' }] },
  ])
  const { etag } = await put('a', { metadata: { owner: 'ada' } })
  const { lastModified } = await client.send(new HeadObjectCommand({ bucket, key: 'a' }))
  clock.pass({ days: 30 })
  await server.sweep()
  expect(await client.send(new HeadObjectCommand({ bucket, key: 'a' }))).toMatchObject({
    storageClass: 'STANDARD_IA',
    metadata: { owner: 'ada' },
    etag,
    lastModified,
  })
})

test('in a bucket with versioning a marker comes on top, older versions go later, and the lonely marker last', async () => {
  const { server, clock, put, versions, versioning } = await withRules([
    { status: 'Enabled', filter: {}, expiration: { days: 1 }, noncurrentVersionExpiration: { noncurrentDays: 5 } },
    { status: 'Enabled', filter: {}, expiration: { expiredObjectDeleteMarker: true } },
  ])
  await versioning('enabled')
  await put('a')
  clock.pass({ days: 1 })
  await server.sweep()
  expect(await versions()).toEqual(['a marker latest', 'a'])
  await server.sweep()
  expect(await versions()).toEqual(['a marker latest', 'a'])
  clock.pass({ days: 5 })
  await server.sweep()
  expect(await versions()).toEqual(['a marker latest'])
  await server.sweep()
  expect(await versions()).toEqual([])
})

test('what is locked stays until it is not', async () => {
  const { server, client, clock, put, keys, versioning } = await withRules([
    { status: 'Enabled', filter: {}, noncurrentVersionExpiration: { noncurrentDays: 1 } },
  ])
  await versioning('enabled')
  await client.send(
    new PutBucketObjectLockConfigurationCommand({ bucket, objectLockEnabled: 'Enabled', rule: { defaultRetention: { days: 5 } } }),
  )
  const count = async () => (await server.store.listVersions({ bucket, limit: 10 })).versions.length
  await put('a')
  await put('a')
  clock.pass({ days: 2 })
  await server.sweep()
  expect(await count()).toBe(2)
  clock.pass({ days: 3 })
  await server.sweep()
  expect([await count(), await keys()]).toEqual([1, ['a']])
})

test('unfinished uploads are given up', async () => {
  const { server, client, clock } = await withRules([
    { status: 'Enabled', filter: { prefix: 'a' }, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
  ])
  for (const key of ['a', 'b']) await client.send(new CreateMultipartUploadCommand({ bucket, key }))
  clock.pass({ days: 7 })
  await server.sweep()
  const { uploads } = await client.send(new ListMultipartUploadsCommand({ bucket }))
  expect(uploads.map(({ key }) => key)).toEqual(['b'])
})

test('a sweep reads many pages, lets requests through between them, and ends when it is told to', async () => {
  const { server, clock, keys } = await withRules([{ status: 'Enabled', filter: {}, expiration: { days: 1 } }])
  for (let index = 0; index < 1200; index += 1) {
    const body = await server.store.stage(new Uint8Array([1]))
    await server.store.putObject({ bucket, key: `k${index}`, body, versioning: 'never', attributes: {} })
  }
  clock.pass({ days: 1 })
  const controller = new AbortController()
  const sweeping = server.sweep({ signal: controller.signal })
  setImmediate(() => setImmediate(() => controller.abort(new Error('enough'))))
  await expect(sweeping).rejects.toThrow('enough')
  const left = (await keys()).length
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(1200)
  await server.sweep()
  expect(await keys()).toEqual([])
})

test('an object that is written again while a sweep looks at it stays', async () => {
  const { server, clock, put, keys } = await withRules([{ status: 'Enabled', filter: {}, expiration: { days: 1 } }])
  await put('a')
  clock.pass({ days: 1 })
  const sweeping = server.sweep()
  await put('a')
  await sweeping
  expect(await keys()).toEqual(['a'])
})

const rule = (inside: string) => `<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/>${inside}</Rule></LifecycleConfiguration>`
const send = async (body: string) => raw((await withBucket()).server, { method: 'PUT', target: '/?lifecycle', body })

test.each([
  ['a storage class as old guides spell it', rule('<Transition><Days>1</Days><StorageClass>Standard_IA</StorageClass></Transition>')],
  ['elements nobody knows', rule('<Expiration><Days>1</Days><Soon>yes</Soon></Expiration><Wish>1</Wish>')],
  [
    'a namespace and a declaration',
    `<?xml version="1.0"?>${rule('<Expiration><Days>1</Days></Expiration>').replace('>', ' xmlns="urn:x">')}`,
  ],
])('%s: taken', async (_, body) => {
  expect(await send(body)).toMatchObject({ status: 200, text: '' })
})

test.each([
  ['MalformedXML', '<LifecycleConfiguration>'],
  ['MalformedXML', '<Lifecycle/>'],
  ['MalformedXML', '<LifecycleConfiguration/>'],
  ['MalformedXML', rule('<Expiration><Days>0</Days></Expiration>')],
  ['MalformedXML', rule('<Expiration><Days>soon</Days></Expiration>')],
  ['MalformedXML', rule('<Expiration><Days>1</Days></Expiration>').replace('Enabled', 'On')],
  ['NotSupportedStorageClass', rule('<Transition><Days>1</Days><StorageClass>COLD</StorageClass></Transition>')],
  ['MissingRequestBodyError', ''],
])('%s: %s', async (code, body) => {
  expect(await send(body)).toMatchObject({ status: 400, code })
})
