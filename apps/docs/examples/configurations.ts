import {
  CosClient,
  CreateBucketCommand,
  DeleteBucketRefererCommand,
  getBucketMetadata,
  PutBucketCorsCommand,
  PutBucketRefererCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
} from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const bucket = 'shop-1250000000'
await client.send(new CreateBucketCommand({ bucket, acl: 'public-read' }))
const { url } = await put('hat.jpg')

// CORS: pages of the shop may read pictures, and their ETags.
const origin = 'https://www.shop.example'
await client.send(
  new PutBucketCorsCommand({ bucket, rules: [{ allowedOrigins: [origin], allowedMethods: ['GET'], exposeHeaders: ['ETag'] }] }),
)
const { headers } = await fetch(url, { headers: { origin } })
console.log(headers.get('access-control-allow-origin'), headers.get('access-control-expose-headers'))

// Referer: only pages of the shop show its pictures, until everybody's may again.
await client.send(
  new PutBucketRefererCommand({
    bucket,
    status: 'Enabled',
    refererType: 'White-List',
    domains: ['*.shop.example'],
    emptyReferConfiguration: 'Deny',
  }),
)
const embeddedBy = async (referer: string) => (await fetch(url, { headers: { referer } })).status
console.log(await embeddedBy('https://www.shop.example/hats'), await embeddedBy('https://thief.example/'))
await client.send(new DeleteBucketRefererCommand({ bucket }))
console.log(await embeddedBy('https://thief.example/'))

// Website: <bucket>.cos-website.<region>.myqcloud.com now answers with pages.
await put('index.html')
await client.send(new PutBucketWebsiteCommand({ bucket, indexDocument: { suffix: 'index.html' } }))

// Everything at once. What is not configured is undefined.
const { website, cors, lifecycle, refusals } = await getBucketMetadata(client, { bucket })
console.log(website?.indexDocument.suffix, cors?.rules.length, lifecycle, refusals.length)

async function put(key: string) {
  await client.send(new PutObjectCommand({ bucket, key, body: key }))
  return { url: `${endpoint}/${bucket}/${key}` }
}
