import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CosClient,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@cos/core'

// What `upload` of @cos/transfer does for you, step by step.
const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const bucket = 'parts-1250000000'
await client.send(new CreateBucketCommand({ bucket }))

const big = new Uint8Array(1024 * 1024).fill(1)
const target = { bucket, key: 'film.mp4' }
const { uploadId } = await client.send(new CreateMultipartUploadCommand(target))
await client.send(new UploadPartCommand({ ...target, uploadId, partNumber: 1, body: big }))
await client.send(new UploadPartCommand({ ...target, uploadId, partNumber: 2, body: 'the end' }))

const { parts } = await client.send(new ListPartsCommand({ ...target, uploadId }))
console.log(parts.map(({ partNumber, size }) => [partNumber, size]))
await client.send(new CompleteMultipartUploadCommand({ ...target, uploadId, parts }))
console.log((await client.send(new HeadObjectCommand(target))).contentLength)

// A part can come from an object that is there. What is given up costs until it is aborted.
const copy = { bucket, key: 'again.mp4' }
const second = await client.send(new CreateMultipartUploadCommand(copy))
await client.send(new UploadPartCopyCommand({ ...copy, uploadId: second.uploadId, partNumber: 1, copySource: target }))
const { uploads } = await client.send(new ListMultipartUploadsCommand({ bucket }))
for (const { key, uploadId: left } of uploads) {
  console.log('given up', key)
  await client.send(new AbortMultipartUploadCommand({ bucket, key, uploadId: left }))
}
