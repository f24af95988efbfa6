import {
  CosClient,
  CreateBucketCommand,
  DeleteBucketInventoryCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketReplicationCommand,
  GetBucketInventoryCommand,
  GetBucketLifecycleCommand,
  GetBucketLoggingCommand,
  GetBucketReplicationCommand,
  ListBucketInventoryConfigurationsCommand,
  PostBucketInventoryCommand,
  PutBucketInventoryCommand,
  PutBucketLifecycleCommand,
  PutBucketLoggingCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
} from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const bucket = 'archive-1250000000'
const other = 'reports-1250000000'
for (const each of [bucket, other]) {
  await client.send(new CreateBucketCommand({ bucket: each }))
  // Replication is between buckets that keep versions.
  await client.send(new PutBucketVersioningCommand({ bucket: each, status: 'Enabled' }))
}
const there = `qcs::cos:${region}::${other}`

// What grows old becomes cheaper, then goes.
const rule = { id: 'age', status: 'Enabled', filter: { prefix: 'logs/' }, expiration: { days: 365 } } as const
await client.send(new PutBucketLifecycleCommand({ bucket, rules: [{ ...rule, transitions: [{ days: 30, storageClass: 'ARCHIVE' }] }] }))
console.log((await client.send(new GetBucketLifecycleCommand({ bucket }))).rules.map(({ id, expiration }) => [id, expiration?.days]))
await client.send(new DeleteBucketLifecycleCommand({ bucket }))

// Whatever is written under deeds/ is written there, too.
const role = 'qcs::cam::uin/100000000001:uin/100000000001'
const copies = { status: 'Enabled', prefix: 'deeds/', destination: { bucket: there } } as const
await client.send(new PutBucketReplicationCommand({ bucket, role, rules: [copies] }))
console.log((await client.send(new GetBucketReplicationCommand({ bucket }))).rules.map(({ prefix }) => prefix))
await client.send(new DeleteBucketReplicationCommand({ bucket }))

// Who asked for what is written down.
await client.send(new PutBucketLoggingCommand({ bucket, loggingEnabled: { targetBucket: other, targetPrefix: 'access/' } }))
console.log((await client.send(new GetBucketLoggingCommand({ bucket }))).loggingEnabled?.targetPrefix)

// A list of everything, each week, and one at once.
const list = {
  bucket,
  includedObjectVersions: 'Current',
  optionalFields: ['Size', 'StorageClass'],
  destination: { cosBucketDestination: { bucket: there, prefix: 'lists', format: 'CSV' } },
} as const
await client.send(new PutBucketInventoryCommand({ ...list, id: 'weekly', isEnabled: true, schedule: { frequency: 'Weekly' } }))
console.log((await client.send(new GetBucketInventoryCommand({ bucket, id: 'weekly' }))).schedule)
console.log((await client.send(new ListBucketInventoryConfigurationsCommand({ bucket }))).inventoryConfigurations.map(({ id }) => id))
await client.send(new PostBucketInventoryCommand({ ...list, id: 'now' }))
await client.send(new DeleteBucketInventoryCommand({ bucket, id: 'weekly' }))
