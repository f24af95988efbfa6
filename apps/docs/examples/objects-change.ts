import {
  CopyObjectCommand,
  CosClient,
  changeStorageClass,
  deleteObjects,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  updateObjectMetadata,
} from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const bucket = 'guide-1250000000'
const address = { bucket, key: 'a.txt' }
await client.send(new PutObjectCommand({ ...address, body: 'a', metadata: { team: 'web', stage: 'draft' } }))

// Metadata and class change in place; everything else stays: other metadata, tags, access.
await updateObjectMetadata(client, { ...address, metadata: { stage: 'final' } })
await changeStorageClass(client, { ...address, storageClass: 'STANDARD_IA' })
const { metadata, storageClass } = await client.send(new HeadObjectCommand(address))
console.log(metadata['team'], metadata['stage'], storageClass)

// Tags are for lifecycle rules, policies and bills.
await client.send(new PutObjectTaggingCommand({ ...address, tags: [{ key: 'project', value: 'atlas' }] }))
console.log((await client.send(new GetObjectTaggingCommand(address))).tags)

// Who may read it; `default` goes back to the rules of the bucket.
await client.send(new PutObjectAclCommand({ ...address, acl: 'public-read' }))

// A copy is made within COS, up to 5 GB; `copy` of @cos/transfer makes larger ones.
await client.send(new CopyObjectCommand({ bucket, key: 'b.txt', copySource: address }))

// Any number of deletions, a thousand in a request. What fails is told by key.
const { failures } = await deleteObjects(client, { bucket, objects: [{ key: 'a.txt' }, { key: 'b.txt' }] })
console.log(failures)
