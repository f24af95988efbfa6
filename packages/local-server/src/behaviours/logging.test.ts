import {
  CreateBucketCommand,
  federationToken,
  GetBucketLoggingCommand,
  GetObjectCommand,
  ListObjectsCommand,
  type PolicyDocument,
  PutBucketLoggingCommand,
  PutObjectCommand,
} from '@cos/core'
import { expect, onTestFinished, test } from 'vitest'
import { localAccount } from '../account.js'
import { bucket, clientOf, failureOf, raw, withBucket } from '../local-server.fixture.js'
import { movableClock } from '../movable-clock.fixture.js'
import { createMemoryStore } from '../store/memory.js'

const logs = 'logs-1250000000'

async function withLogs(store = createMemoryStore()) {
  const clock = movableClock()
  const context = await withBucket({ clock, store }, { clock })
  const { client } = context
  await client.send(new CreateBucketCommand({ bucket: logs }))
  const enable = (targetPrefix?: string) =>
    client.send(new PutBucketLoggingCommand({ bucket, loggingEnabled: { targetBucket: logs, targetPrefix } }))
  const files = async () => {
    const { contents } = await client.send(new ListObjectsCommand({ bucket: logs }))
    const read = async (key: string) => (await client.send(new GetObjectCommand({ bucket: logs, key }))).body.text()
    return Promise.all(contents.map(async ({ key }) => ({ key, lines: (await read(key)).trimEnd().split('\n') })))
  }
  return { ...context, clock, enable, files }
}
const fieldsOf = (line: string) => line.match(/"[^"]*"|\S+/g)!

test('requests are told of in objects of the target bucket', async () => {
  const { server, client, enable, files } = await withLogs()
  await enable('access/')
  await client.send(new PutObjectCommand({ bucket, key: 'a b', body: 'bytes', storageClass: 'ARCHIVE' }))
  await failureOf(clientOf(server, { credentials: 'anonymous' }).send(new GetObjectCommand({ bucket, key: 'none' })))
  await server.sweep()
  const [file, ...others] = await files()
  expect(others).toEqual([])
  expect(file!.key).toMatch(/^access\/2026\/01\/01\/20260101040000_[\da-f]{8}_0$/)
  const [, put, get] = file!.lines.map(fieldsOf)
  expect(put).toHaveLength(31)
  expect([put![1], put![3], put![5], put![7], put![9], put![11], put![12], put![14], put![20], put![21], put![25]]).toEqual([
    bucket,
    '2026-01-01T04:00:00Z',
    'PutObject',
    'LocalServerSecretId',
    '5',
    '/a%20b',
    'put',
    '200',
    'ARCHIVE',
    '100000000001',
    '5',
  ])
  expect([get![5], get![7], get![14], get![15], get![23]]).toEqual(['GetObject', '-', '403', 'AccessDenied', '-'])
})

test('it tells sub-accounts and temporary keys apart from the account, and knows preflights', async () => {
  const clerk = { ...localAccount, uin: '100000000002', secretId: 'clerk', secretKey: 'clerk-key' }
  const { server, client } = await withBucket({ accounts: [localAccount, clerk] })
  await client.send(new CreateBucketCommand({ bucket: logs }))
  await client.send(new PutBucketLoggingCommand({ bucket, loggingEnabled: { targetBucket: logs } }))
  await failureOf(clientOf(server, { credentials: clerk }).send(new GetObjectCommand({ bucket, key: 'a' })))
  const { url } = await server.listen()
  onTestFinished(() => server.close())
  const policy: PolicyDocument = { statement: [{ effect: 'allow', action: '*', resource: '*' }] }
  const temporary = await federationToken({ ...server.credentials, policy, endpoint: url })()
  await failureOf(clientOf(server, { credentials: temporary }).send(new GetObjectCommand({ bucket, key: 'a' })))
  const preflight = { origin: 'https://page.example', 'access-control-request-method': 'PUT' }
  await raw(server, { method: 'OPTIONS', target: '/a', headers: preflight, isSigned: false })
  await server.sweep()
  const { contents } = await client.send(new ListObjectsCommand({ bucket: logs }))
  const text = await (await client.send(new GetObjectCommand({ bucket: logs, key: contents[0]!.key }))).body.text()
  const told = text.trimEnd().split('\n').map(fieldsOf)
  expect(told.slice(1).map((fields) => [fields[5], fields[7], fields[23], fields[14]])).toEqual([
    ['GetObject', 'clerk', '100000000001:100000000002', '403'],
    ['GetObject', temporary.secretId, '100000000001:100000000001', '404'],
    ['OptionsObject', '-', '-', '403'],
  ])
})

test('each sweep writes what came since the last one; without a log, or when it is turned off, nothing is written', async () => {
  const { server, client, clock, enable, files } = await withLogs()
  const put = () => client.send(new PutObjectCommand({ bucket, key: 'a', body: 'b' }))
  await put()
  await enable()
  await put()
  await server.sweep()
  clock.pass({ milliseconds: 300_000 })
  await put()
  await server.sweep()
  await client.send(new PutBucketLoggingCommand({ bucket }))
  await put()
  await server.sweep()
  expect((await files()).map(({ lines }) => lines.map((line) => fieldsOf(line)[5]))).toEqual([
    ['PutBucketLogging', 'PutObject'],
    ['PutObject'],
  ])
})

test('what waits is written when the server closes', async () => {
  const store = createMemoryStore()
  const { server, enable } = await withLogs(store)
  await enable()
  await server.close()
  expect((await store.listObjects({ bucket: logs, limit: 10 })).objects).toHaveLength(1)
})

test('the target is read back; an unset one is an empty answer', async () => {
  const { client, enable } = await withLogs()
  expect(await client.send(new GetBucketLoggingCommand({ bucket }))).toEqual({})
  await enable('p/')
  expect(await client.send(new GetBucketLoggingCommand({ bucket }))).toEqual({
    loggingEnabled: { targetBucket: logs, targetPrefix: 'p/' },
  })
  await client.send(new PutBucketLoggingCommand({ bucket }))
  expect(await client.send(new GetBucketLoggingCommand({ bucket }))).toEqual({})
})

test.each([
  ['TargetBucketNameInvalid', { targetBucket: 'No_Name' }],
  ['InvalidTargetBucketForLogging', { targetBucket: 'none-1250000000' }],
  ['InvalidTargetBucketForLogging', { targetBucket: 'beijing-1250000000' }],
  ['LoggingPrefixInvalid', { targetBucket: logs, targetPrefix: '/a' }],
])('%s: %j', async (code, loggingEnabled) => {
  const { server, client } = await withLogs()
  await server.store.createBucket({ name: 'beijing-1250000000', owner: '1250000000', region: 'ap-beijing' })
  expect(await failureOf(client.send(new PutBucketLoggingCommand({ bucket, loggingEnabled })))).toMatchObject({ code, status: 400 })
})
