import {
  AppendObjectCommand,
  CopyObjectCommand,
  CosClient,
  CreateBucketCommand,
  DeleteMultipleObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectAclCommand,
  GetObjectTaggingCommand,
  GetSymlinkCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  PutSymlinkCommand,
  RenameObjectCommand,
} from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const bucket = 'single-1250000000'
await client.send(new CreateBucketCommand({ bucket }))
const log = { bucket, key: 'today.log' }

// An object that grows, and copies of it.
const { nextAppendPosition } = await client.send(new AppendObjectCommand({ ...log, position: 0, body: 'started\n' }))
await client.send(new AppendObjectCommand({ ...log, position: nextAppendPosition, body: 'stopped\n' }))
await client.send(new CopyObjectCommand({ bucket, key: 'copy.log', copySource: log }))
await client.send(new RenameObjectCommand({ bucket, key: 'yesterday.log', renameSource: 'copy.log' }))

// Tags, and a list of who may read.
const tags = [{ key: 'project', value: 'apollo' }]
await client.send(new PutObjectTaggingCommand({ ...log, tags }))
console.log((await client.send(new GetObjectTaggingCommand(log))).tags)
await client.send(new DeleteObjectTaggingCommand(log))
await client.send(new PutObjectAclCommand({ ...log, acl: 'public-read' }))
console.log((await client.send(new GetObjectAclCommand(log))).accessControlList.map(({ permission }) => permission))

// A key that stands for another.
await client.send(new PutSymlinkCommand({ bucket, key: 'latest.log', symlinkTarget: log.key }))
console.log((await client.send(new GetSymlinkCommand({ bucket, key: 'latest.log' }))).symlinkTarget)

// Many at once.
await client.send(new PutObjectCommand({ bucket, key: 'old.log', body: '' }))
const objects = ['latest.log', 'yesterday.log', 'old.log'].map((key) => ({ key }))
const { deleted, errors } = await client.send(new DeleteMultipleObjectsCommand({ bucket, objects }))
console.log(deleted.length, errors.length)
