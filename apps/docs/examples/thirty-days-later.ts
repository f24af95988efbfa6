import assert from 'node:assert/strict'
import {
  type Clock,
  CosClient,
  CreateBucketCommand,
  ListObjectsCommand,
  PutBucketLifecycleCommand,
  PutObjectCommand,
  systemClock,
} from '@cos/core'
import { createLocalServer } from '@cos/local-server'

let nowMs = Date.now()
const clock: Clock = { ...systemClock, now: () => nowMs }
const server = createLocalServer({ clock })
const { region, credentials, transport } = server
const client = new CosClient({ region, credentials, transport, clock })
const bucket = 'logs-1250000000'

await client.send(new CreateBucketCommand({ bucket }))
const rules = [{ status: 'Enabled' as const, filter: { prefix: 'logs/' }, expiration: { days: 30 } }]
await client.send(new PutBucketLifecycleCommand({ bucket, rules }))
await client.send(new PutObjectCommand({ bucket, key: 'logs/today', body: 'lines' }))
await client.send(new PutObjectCommand({ bucket, key: 'data', body: 'bytes' }))

nowMs += 30 * 24 * 60 * 60 * 1000
await server.sweep()
const { contents } = await client.send(new ListObjectsCommand({ bucket }))
assert.deepEqual(
  contents.map(({ key }) => key),
  ['data'],
)
console.log('thirty days later, the log is gone')
await server.close()
