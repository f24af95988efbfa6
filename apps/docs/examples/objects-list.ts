import { CosClient, CreateBucketCommand, cursorAfter, ListObjectsCommand, PutObjectCommand, paginate, resumeAt } from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const bucket = 'lists-1250000000'
await client.send(new CreateBucketCommand({ bucket }))
for (const key of ['2025/a.txt', '2026/b.txt', '2026/c.txt', 'notes.txt'])
  await client.send(new PutObjectCommand({ bucket, key, body: key }))

// Page after page; one is held at a time.
let sizeBytes = 0
for await (const { contents } of paginate(client, new ListObjectsCommand({ bucket, prefix: '2026/' }))) {
  for (const { size } of contents) sizeBytes += size
}
console.log(sizeBytes, 'bytes')

// One level, as folders: keys are folded at the delimiter.
const { commonPrefixes, contents } = await client.send(new ListObjectsCommand({ bucket, delimiter: '/' }))
console.log(commonPrefixes.map(({ prefix }) => prefix).join(' '), '|', contents.map(({ key }) => key).join(' '))

// A long walk notes where it is, and another process goes on from there.
const command = new ListObjectsCommand({ bucket, maxKeys: 3 })
let cursor: string | undefined
for await (const page of paginate(client, command)) {
  cursor = cursorAfter(command, page) // undefined after the last page
  break // the power fails
}
console.log('noted', cursor)
if (cursor !== undefined) {
  for await (const page of paginate(client, resumeAt(command, cursor))) console.log(page.contents.map(({ key }) => key).join(' '))
}
