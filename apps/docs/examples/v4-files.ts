import {
  DeleteFileCommand,
  DownloadFileCommand,
  isV4Error,
  MoveFileCommand,
  StatFileCommand,
  UpdateFileCommand,
  UploadFileCommand,
  V4Client,
} from '@cos/legacy-v4'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new V4Client({ appId: 1250000000, bucket: 'guide', region: 'gz', credentials: { secretId, secretKey }, endpoint })

// One request up to 8 MiB, slices above. The source may be a path, bytes, a Blob or a stream.
const content = new TextEncoder().encode('Hello, V4!\n')
await client.send(new UploadFileCommand({ path: '/notes/hello.txt', source: content, bizAttr: 'greeting' }))

// An upload refuses to overwrite unless it is told to.
const again = new UploadFileCommand({ path: '/notes/hello.txt', source: content })
await client.send(again).catch((error: unknown) => {
  if (!isV4Error(error)) throw error
  console.log(error.v4Code, error.code)
})

// Headers are replaced as a whole by this API; `mergeHeaders` reads them first and keeps the others.
await client.send(new UpdateFileCommand({ path: '/notes/hello.txt', replaceHeaders: { contentType: 'text/plain' } }))
await client.send(new UpdateFileCommand({ path: '/notes/hello.txt', mergeHeaders: { cacheControl: 'no-store' } }))
const { sizeBytes, sha, customHeaders } = await client.send(new StatFileCommand({ path: '/notes/hello.txt' }))
console.log(sizeBytes, sha, Object.keys(customHeaders).join(' '))

await client.send(new MoveFileCommand({ path: '/notes/hello.txt', destination: '/notes/moved.txt' }))
await client.send(new DownloadFileCommand({ path: '/notes/moved.txt', target: 'moved.txt' }))
await client.send(new DeleteFileCommand({ path: '/notes/moved.txt' }))
