import {
  CosClient,
  CreateBucketCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketTaggingCommand,
  GetBucketAccelerateCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
  PutBucketAccelerateCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
} from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const bucket = 'settings-1250000000'
await client.send(new CreateBucketCommand({ bucket }))
console.log((await client.send(new GetBucketLocationCommand({ bucket }))).location)

// Tags sort buckets, in bills and in lists.
await client.send(new PutBucketTaggingCommand({ bucket, tags: [{ key: 'team', value: 'maps' }] }))
console.log((await client.send(new GetBucketTaggingCommand({ bucket }))).tags)
console.log((await client.send(new ListBucketsCommand({ tagKey: 'team', tagValue: 'maps' }))).buckets.map(({ name }) => name))
await client.send(new DeleteBucketTaggingCommand({ bucket }))

// Who may use it.
await client.send(new PutBucketAclCommand({ bucket, acl: 'public-read' }))
console.log((await client.send(new GetBucketAclCommand({ bucket }))).accessControlList.map(({ permission }) => permission))

// How it keeps objects that say nothing of it.
const rule = { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' as const } }
await client.send(new PutBucketEncryptionCommand({ bucket, rule }))
console.log((await client.send(new GetBucketEncryptionCommand({ bucket }))).rule)
await client.send(new DeleteBucketEncryptionCommand({ bucket }))

await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
console.log((await client.send(new GetBucketVersioningCommand({ bucket }))).status)
await client.send(new PutBucketAccelerateCommand({ bucket, status: 'Enabled' }))
console.log((await client.send(new GetBucketAccelerateCommand({ bucket }))).status)
