import { writeFile } from 'node:fs/promises'
import {
  AppendObjectCommand,
  CosClient,
  encodeMetadata,
  GetObjectCommand,
  isServiceError,
  PutObjectCommand,
  PutSymlinkCommand,
  putObjectFromFile,
} from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const bucket = 'guide-1250000000'

// Text, bytes, a Blob or a stream, with what shall be said of it.
await client.send(
  new PutObjectCommand({
    bucket,
    key: 'report.html',
    body: '<h1>Report</h1>',
    contentType: 'text/html; charset=utf-8',
    cacheControl: 'max-age=3600',
    metadata: encodeMetadata({ author: 'Zoë' }), // headers are ASCII; decodeMetadata reads it back
    storageClass: 'STANDARD_IA',
  }),
)

// A file on disk.
await writeFile('notes.txt', 'from disk')
const { crc64 } = await putObjectFromFile(client, { bucket, key: 'notes.txt', path: 'notes.txt' })
console.log('stored', crc64)

// An object that grows: each piece says where it begins, so that none is added twice.
const log = { bucket, key: 'log.txt' }
const { nextAppendPosition } = await client.send(new AppendObjectCommand({ ...log, position: 0, body: 'one\n' }))
await client.send(new AppendObjectCommand({ ...log, position: nextAppendPosition, body: 'two\n' }))
await client.send(new AppendObjectCommand({ ...log, position: 0, body: 'late\n' })).catch((error) => {
  if (!isServiceError(error, 'AppendPositionErr')) throw error
  console.log('somebody else was faster')
})

// A link: reads of it give the other object.
await client.send(new PutSymlinkCommand({ bucket, key: 'latest.txt', symlinkTarget: 'log.txt' }))
console.log(await (await client.send(new GetObjectCommand({ bucket, key: 'latest.txt' }))).body.text())

// A folder is a key that ends with a slash. Objects need none; it makes an empty one visible.
await client.send(new PutObjectCommand({ bucket, key: 'pictures/' }))
