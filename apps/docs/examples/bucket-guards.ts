import {
  CosClient,
  CreateBucketCommand,
  createPostForm,
  DeleteBucketCommand,
  DeleteBucketCorsCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketCorsCommand,
  GetBucketObjectLockConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketRefererCommand,
  GetObjectRetentionCommand,
  OptionsObjectCommand,
  PostObjectCommand,
  PutBucketCorsCommand,
  PutBucketObjectLockConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketRefererCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const bucket = 'guards-1250000000'
await client.send(new CreateBucketCommand({ bucket }))

// Which pages may write, and what a browser would be told that asks first.
const origin = 'https://www.shop.example'
await client.send(new PutBucketCorsCommand({ bucket, rules: [{ allowedOrigins: [origin], allowedMethods: ['PUT'] }] }))
console.log((await client.send(new GetBucketCorsCommand({ bucket }))).rules.map(({ allowedMethods }) => allowedMethods))
const asked = await client.send(new OptionsObjectCommand({ bucket, key: 'hat.jpg', origin, accessControlRequestMethod: 'PUT' }))
console.log(asked.accessControlAllowOrigin)
await client.send(new DeleteBucketCorsCommand({ bucket }))

// Whose pages may show what is in the bucket.
await client.send(new PutBucketRefererCommand({ bucket, status: 'Enabled', refererType: 'White-List', domains: ['*.shop.example'] }))
console.log((await client.send(new GetBucketRefererCommand({ bucket }))).domains)

// Everybody may read what is under open/.
const resource = [`qcs::cos:${region}:uid/1250000000:${bucket}/open/*`]
const reading = { effect: 'allow', principal: { qcs: ['qcs::cam::anyone:anyone'] }, action: ['name/cos:GetObject'], resource } as const
await client.send(new PutBucketPolicyCommand({ bucket, policy: { version: '2.0', statement: [reading] } }))
console.log((await client.send(new GetBucketPolicyCommand({ bucket }))).policy)
await client.send(new DeleteBucketPolicyCommand({ bucket }))

// A form: whoever fills it in needs no keys, and may write this one object.
const { fields } = createPostForm({ bucket, key: 'from-a-form.txt', credentials: { secretId, secretKey }, region, endpoint })
const visitor = new CosClient({ region, endpoint, credentials: 'anonymous' })
await visitor.send(new PostObjectCommand({ bucket, form: { fields, file: 'hello', fileName: 'hello.txt' } }))
await client.send(new DeleteObjectCommand({ bucket, key: 'from-a-form.txt' }))
await client.send(new DeleteBucketCommand({ bucket }))

// A bucket whose objects nobody can delete before their time.
const locked = 'deeds-1250000000'
await client.send(new CreateBucketCommand({ bucket: locked }))
await client.send(
  new PutBucketObjectLockConfigurationCommand({ bucket: locked, objectLockEnabled: 'Enabled', rule: { defaultRetention: { days: 30 } } }),
)
console.log((await client.send(new GetBucketObjectLockConfigurationCommand({ bucket: locked }))).rule)
await client.send(new PutObjectCommand({ bucket: locked, key: 'deed.pdf', body: 'signed' }))
const retainUntilDate = new Date(Date.now() + 90 * 24 * 3600 * 1000)
await client.send(new PutObjectRetentionCommand({ bucket: locked, key: 'deed.pdf', mode: 'COMPLIANCE', retainUntilDate }))
console.log((await client.send(new GetObjectRetentionCommand({ bucket: locked, key: 'deed.pdf' }))).mode)
