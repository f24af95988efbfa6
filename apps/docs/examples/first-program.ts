import { CosClient, CreateBucketCommand, ListObjectsCommand, paginate } from '@cos/core'
import { download, upload } from '@cos/transfer'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({
  region: 'ap-guangzhou',
  credentials: { secretId, secretKey },
  endpoint, // undefined is Tencent Cloud; the local server has an address of its own
})
const bucket = 'first-1250000000'

await client.send(new CreateBucketCommand({ bucket }))
await upload(client, { bucket, key: 'notes/hello.txt', source: new TextEncoder().encode('Hello, COS!\n') })

for await (const page of paginate(client, new ListObjectsCommand({ bucket, prefix: 'notes/' }))) {
  for (const { key, size } of page.contents) console.log(key, size)
}

await download(client, { bucket, key: 'notes/hello.txt', target: 'hello.txt' })
