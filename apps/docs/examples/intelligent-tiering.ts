import {
  CosClient,
  CreateBucketCommand,
  DeleteBucketIntelligentTieringConfigurationCommand,
  GetBucketIntelligentTieringCommand,
  GetBucketIntelligentTieringConfigurationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketIntelligentTieringConfigurationsCommand,
  PutBucketIntelligentTieringCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutObjectCommand,
} from '@cos/core'
import { createLocalServer, virtualClock } from '@cos/local-server'

const clock = virtualClock()
await using server = createLocalServer({ clock })
const { credentials, region, transport } = server
const client = new CosClient({ credentials, region, transport, clock })
const bucket = 'archive-1250000000'
await client.send(new CreateBucketCommand({ bucket }))

// Thirty days without a read, and an object is in the infrequent tier; ninety, and the archive has it.
const transition = { days: 30, requestFrequent: 1 }
await client.send(new PutBucketIntelligentTieringCommand({ bucket, status: 'Enabled', transition }))
console.log((await client.send(new GetBucketIntelligentTieringCommand({ bucket }))).transition)
const tierings = [{ accessTier: 'ARCHIVE_ACCESS' as const, days: 90 }]
const rule = { bucket, id: 'films', status: 'Enabled' as const, filter: { prefix: 'films/' }, tierings }
await client.send(new PutBucketIntelligentTieringConfigurationCommand(rule))
console.log((await client.send(new GetBucketIntelligentTieringConfigurationCommand({ bucket, id: 'films' }))).filter)

const film = { bucket, key: 'films/1.mp4' }
await client.send(new PutObjectCommand({ ...film, body: 'pictures', storageClass: 'INTELLIGENT_TIERING' }))
await look(30)
await (await client.send(new GetObjectCommand(film))).body.text()
await look(0)
await look(90)

await client.send(new DeleteBucketIntelligentTieringConfigurationCommand({ bucket, id: 'films' }))
console.log((await client.send(new ListBucketIntelligentTieringConfigurationsCommand({ bucket }))).configurations.length)

async function look(days: number) {
  await clock.sleep(days * 86_400_000)
  await server.sweep()
  console.log(days, (await client.send(new HeadObjectCommand(film))).storageTier)
}
