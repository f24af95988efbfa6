import {
  DeleteBucketIntelligentTieringConfigurationCommand,
  GetBucketIntelligentTieringCommand,
  GetBucketIntelligentTieringConfigurationCommand,
  ListBucketIntelligentTieringConfigurationsCommand,
  PutBucketIntelligentTieringCommand,
  PutBucketIntelligentTieringConfigurationCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'

const tierings = [
  { accessTier: 'INFREQUENT' as const, days: 30, requestFrequent: 1 },
  { accessTier: 'ARCHIVE_ACCESS' as const, days: 90 },
]

async function prepared() {
  const { server, client } = await withBucket()
  const put = (id: string, more: object = {}) =>
    client.send(new PutBucketIntelligentTieringConfigurationCommand({ bucket, id, status: 'Enabled', tierings, ...more }))
  const list = async () => (await client.send(new ListBucketIntelligentTieringConfigurationsCommand({ bucket }))).configurations
  return { server, client, put, list }
}

test('the tiering of a bucket is set once', async () => {
  const { client } = await prepared()
  expect(await client.send(new GetBucketIntelligentTieringCommand({ bucket }))).toEqual({})
  const set = (days: number) =>
    client.send(new PutBucketIntelligentTieringCommand({ bucket, status: 'Enabled', transition: { days, requestFrequent: 1 } }))
  expect(await failureOf(set(45))).toMatchObject({ status: 400, code: 'InvalidArgument' })
  await set(60)
  const kept = { status: 'Enabled', transition: { days: 60, requestFrequent: 1 } }
  expect(await client.send(new GetBucketIntelligentTieringCommand({ bucket }))).toEqual(kept)
  expect(await failureOf(set(90))).toMatchObject({ status: 400, code: 'InvalidArgument' })
  expect(await client.send(new GetBucketIntelligentTieringCommand({ bucket }))).toEqual(kept)
})

test('rules are kept by their ids, listed, replaced and deleted', async () => {
  const { client, put, list } = await prepared()
  expect(await list()).toEqual([])
  await put('logs', { filter: { prefix: 'logs/' } })
  await put('all')
  expect((await list()).map(({ id }) => id).sort()).toEqual(['all', 'logs'])
  await put('logs', { status: 'Disabled', filter: { prefix: 'old/' } })
  const read = await client.send(new GetBucketIntelligentTieringConfigurationCommand({ bucket, id: 'logs' }))
  expect(read).toEqual({ id: 'logs', status: 'Disabled', filter: { prefix: 'old/' }, tierings })
  await client.send(new DeleteBucketIntelligentTieringConfigurationCommand({ bucket, id: 'logs' }))
  expect((await list()).map(({ id }) => id)).toEqual(['all'])
  const missing = client.send(new GetBucketIntelligentTieringConfigurationCommand({ bucket, id: 'logs' }))
  expect(await failureOf(missing)).toMatchObject({ status: 404, code: 'NoSuchConfiguration' })
})

test.each([
  [{ tierings: [] }, 'MalformedXML'],
  [{ tierings: [tierings[0], tierings[0]] }, 'InvalidArgument'],
  [{ tierings: [{ accessTier: 'ARCHIVE_ACCESS', days: 0 }] }, 'InvalidArgument'],
])('rule %# moves nothing and is refused', async (more, code) => {
  const { put, list } = await prepared()
  expect(await failureOf(put('a', more))).toMatchObject({ status: 400, code })
  expect(await list()).toEqual([])
})

test('a tiering without its transition is malformed', async () => {
  const { server } = await prepared()
  const body = '<IntelligentTieringConfiguration><Status>Enabled</Status></IntelligentTieringConfiguration>'
  const answer = await raw(server, { method: 'PUT', target: '/?intelligenttiering', body, headers: { 'content-type': 'application/xml' } })
  expect(answer).toMatchObject({ status: 400, code: 'MalformedXML' })
})
