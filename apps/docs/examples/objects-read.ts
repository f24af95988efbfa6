import { CosClient, GetObjectCommand, HeadObjectCommand, isServiceError, objectExists, PutObjectCommand } from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const address = { bucket: 'guide-1250000000', key: 'greeting.txt' }
await client.send(new PutObjectCommand({ ...address, body: 'Hello, world' }))

// The output is there as soon as the headers are; the bytes are read as text, bytes, JSON or chunk by chunk.
const { body, contentLength, etag } = await client.send(new GetObjectCommand(address))
console.log(contentLength, await body.text())

// A part of it: by position, or from its end.
const read = async (range: { first: number; last?: number } | { suffixLength: number }) => {
  const part = await client.send(new GetObjectCommand({ ...address, range }))
  return `${part.contentRange}: ${await part.body.text()}`
}
console.log(await read({ first: 0, last: 4 }))
console.log(await read({ suffixLength: 5 }))

// Only when it is another than the one at hand.
const news = await client.send(new GetObjectCommand({ ...address, ifNoneMatch: etag })).catch((error) => {
  if (isServiceError(error, 'NotModified')) return undefined
  throw error
})
console.log(news ? 'changed' : 'not changed')

// Its properties without its bytes, and whether it is there at all.
console.log((await client.send(new HeadObjectCommand(address))).contentType)
console.log(await objectExists(client, { ...address, key: 'nobody' }))

// A link for a browser, good for ten minutes, that saves the object under a name.
const responseContentDisposition = 'attachment; filename="hello.txt"'
const url = await client.presign(new GetObjectCommand({ ...address, responseContentDisposition }), { expiresInSeconds: 600 })
console.log((await fetch(url)).headers.get('content-disposition'))
