import { CosClient, PutObjectCommand } from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })

// The back end makes a URL for one object, one method and ten minutes …
const url = await client.presign(new PutObjectCommand({ bucket: 'guide-1250000000', key: 'from-a-page.txt', body: '' }), {
  expiresInSeconds: 600,
})

// … and whoever holds it needs neither keys nor this package.
const response = await fetch(url, { method: 'PUT', body: 'sent without keys' })
console.log(response.status)
