import {
  CreateBucketCommand,
  GetBucketCorsCommand,
  GetBucketDomainCommand,
  GetBucketIntelligentTieringCommand,
  GetBucketObjectLockConfigurationCommand,
  PutBucketCorsCommand,
  PutBucketDomainCommand,
  PutBucketIntelligentTieringCommand,
  PutBucketInventoryCommand,
  PutBucketObjectLockConfigurationCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, withBucket } from '../local-server.fixture.js'

// What a configuration may be depends on what is there already. Of two that come at once, the second is judged by the first.

const other = 'other-1250000000'
const outcomes = async (...calls: readonly Promise<unknown>[]) => {
  const settled = await Promise.allSettled(calls)
  return settled.map((each) => (each.status === 'fulfilled' ? 'ok' : (each.reason as { code: string }).code))
}

test('one of two buckets gets a domain', async () => {
  const { client } = await withBucket()
  await client.send(new CreateBucketCommand({ bucket: other }))
  const take = (name: string) =>
    client.send(new PutBucketDomainCommand({ bucket: name, rules: [{ name: 'www.shop.example', status: 'ENABLED', type: 'REST' }] }))
  expect(await outcomes(take(bucket), take(other))).toEqual(['ok', 'RecordAlreadyExist'])
  expect(await outcomes(client.send(new GetBucketDomainCommand({ bucket: other })))).toEqual(['DomainConfigNotFoundError'])
})

test('a tiering that cannot be changed is set once', async () => {
  const { client } = await withBucket()
  const set = (days: number) =>
    client.send(new PutBucketIntelligentTieringCommand({ bucket, status: 'Enabled', transition: { days, requestFrequent: 1 } }))
  expect(await outcomes(set(30), set(60), set(90))).toEqual(['ok', 'InvalidArgument', 'InvalidArgument'])
  expect((await client.send(new GetBucketIntelligentTieringCommand({ bucket }))).transition?.days).toBe(30)
})

test('a lock never gets shorter', async () => {
  const { client } = await withBucket()
  const lock = (days: number) =>
    client.send(new PutBucketObjectLockConfigurationCommand({ bucket, objectLockEnabled: 'Enabled', rule: { defaultRetention: { days } } }))
  expect(await outcomes(lock(30), lock(10), lock(40), lock(35))).toEqual(['ok', 'InvalidLockedTime', 'ok', 'InvalidLockedTime'])
  expect((await client.send(new GetBucketObjectLockConfigurationCommand({ bucket }))).rule?.defaultRetention.days).toBe(40)
})

test('a bucket is never replicated without keeping versions', async () => {
  const { client } = await withBucket()
  await client.send(new CreateBucketCommand({ bucket: other }))
  for (const each of [bucket, other]) await client.send(new PutBucketVersioningCommand({ bucket: each, status: 'Enabled' }))
  const role = 'qcs::cam::uin/100000000001:uin/100000000001'
  const destination = { bucket: `qcs::cos:ap-guangzhou::${other}` }
  const replicate = () =>
    client.send(new PutBucketReplicationCommand({ bucket, role, rules: [{ status: 'Enabled', prefix: '', destination }] }))
  const suspend = () => client.send(new PutBucketVersioningCommand({ bucket, status: 'Suspended' }))
  expect(await outcomes(suspend(), replicate())).toEqual(['ok', 'BucketVersionNotOpen'])
  await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
  expect(await outcomes(replicate(), suspend())).toEqual(['ok', 'InvalidBucketState'])
})

test('an id of inventories is used once, and a hundred changes at once leave one whole document', async () => {
  const { client } = await withBucket()
  const inventory = (id: string) =>
    client.send(
      new PutBucketInventoryCommand({
        bucket,
        id,
        isEnabled: false,
        includedObjectVersions: 'All',
        schedule: { frequency: 'Daily' },
        destination: { cosBucketDestination: { bucket: `qcs::cos:ap-guangzhou::${bucket}`, format: 'CSV' } },
      }),
    )
  expect(new Set(await outcomes(...Array.from({ length: 30 }, (_, index) => inventory(`i${index % 10}`))))).toEqual(new Set(['ok']))
  const rulesOf = (index: number) =>
    Array.from({ length: 20 }, () => ({ allowedOrigins: [`https://${index}.example`], allowedMethods: ['GET' as const] }))
  await Promise.all(Array.from({ length: 100 }, (_, index) => client.send(new PutBucketCorsCommand({ bucket, rules: rulesOf(index) }))))
  const { rules } = await client.send(new GetBucketCorsCommand({ bucket }))
  expect([rules.length, new Set(rules.map(({ allowedOrigins }) => allowedOrigins[0])).size]).toEqual([20, 1])
})
