import {
  CosClient,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginate,
  RestoreObjectCommand,
  waitUntilRestored,
} from '@cos/core'
import { createLocalServer, virtualClock } from '@cos/local-server'

const clock = virtualClock() // whoever waits by it moves it: hours pass at once
const server = createLocalServer({ clock })
const client = new CosClient({ region: server.region, credentials: server.credentials, transport: server.transport, clock })
const bucket = 'versions-1250000000'
await client.send(new CreateBucketCommand({ bucket }))

// Versions: a deletion only puts a marker on top, and deleting the marker brings the object back.
await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
await client.send(new PutObjectCommand({ bucket, key: 'note', body: 'first' }))
await client.send(new PutObjectCommand({ bucket, key: 'note', body: 'second' }))
const { versionId } = await client.send(new DeleteObjectCommand({ bucket, key: 'note' }))
for await (const page of paginate(client, new ListObjectVersionsCommand({ bucket }))) {
  for (const version of page.versions) console.log(version.type, version.isLatest)
}
await client.send(new DeleteObjectCommand({ bucket, key: 'note', versionId }))
console.log(await (await client.send(new GetObjectCommand({ bucket, key: 'note' }))).body.text())

// Archive: what is archived must be restored before it can be read.
await client.send(new PutObjectCommand({ bucket, key: 'cold', body: 'from the cold', storageClass: 'ARCHIVE' }))
await client.send(new RestoreObjectCommand({ bucket, key: 'cold', days: 1, casJobParameters: { tier: 'Standard' } }))
await waitUntilRestored(client, { bucket, key: 'cold' }, { clock, signal: AbortSignal.timeout(60_000) })
console.log(await (await client.send(new GetObjectCommand({ bucket, key: 'cold' }))).body.text())
