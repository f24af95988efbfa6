import {
  CreateFolderCommand,
  DeleteFolderCommand,
  listFolder,
  StatFolderCommand,
  UpdateFolderCommand,
  UploadFileCommand,
  V4Client,
} from '@cos/legacy-v4'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new V4Client({ appId: 1250000000, bucket: 'guide', region: 'gz', credentials: { secretId, secretKey }, endpoint })

await client.send(new CreateFolderCommand({ path: '/photos/', bizAttr: 'summer' }))
await client.send(new UpdateFolderCommand({ path: '/photos/', bizAttr: 'autumn' }))
console.log((await client.send(new StatFolderCommand({ path: '/photos/' }))).bizAttr)

await client.send(new UploadFileCommand({ path: '/photos/2015/a.jpg', source: new Uint8Array(3) }))
await client.send(new UploadFileCommand({ path: '/photos/b.jpg', source: new Uint8Array(5) }))
for await (const entry of listFolder(client, { path: '/photos/' })) {
  console.log(entry.name, entry.type === 'file' ? entry.sizeBytes : 'folder')
}

// A folder with something in it cannot be deleted.
const { code, message } = await client.result(new DeleteFolderCommand({ path: '/photos/' }))
console.log(code, message)
