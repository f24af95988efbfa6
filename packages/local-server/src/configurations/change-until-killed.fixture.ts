import { writeSync } from 'node:fs'
import {
  CosClient,
  CreateBucketCommand,
  HeadBucketCommand,
  PutBucketLifecycleCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
} from '@cos/core'
import { openLocalServer } from '../local-server.js'

// Run as a process of its own: configures three buckets without end, and says so of each change after its answer.
const [folder, firstTurn] = process.argv.slice(2) as [string, string]
const server = await openLocalServer({ data: folder })
const { credentials, region, transport } = server
const client = new CosClient({ credentials, region, transport, retry: () => undefined })

async function work(bucket: string): Promise<void> {
  const isThere = await client.send(new HeadBucketCommand({ bucket })).catch(() => undefined)
  if (!isThere) await client.send(new CreateBucketCommand({ bucket, tagging: { turn: firstTurn } }))
  for (let turn = Number(firstTurn); ; turn += 1) {
    const rules = Array.from({ length: 300 }, (_, index) => ({
      id: `${turn}-${index}`,
      status: 'Enabled' as const,
      filter: { and: { prefix: `${index}/`, tags: [{ key: 'turn', value: String(turn) }] } },
      expiration: { days: 30 },
    }))
    await client.send(new PutBucketLifecycleCommand({ bucket, rules }))
    writeSync(1, `lifecycle ${bucket} ${turn}\n`)
    await client.send(new PutBucketTaggingCommand({ bucket, tags: [{ key: 'turn', value: String(turn) }] }))
    writeSync(1, `tagging ${bucket} ${turn}\n`)
    const statement = [{ sid: String(turn), effect: 'deny', principal: '*', action: 'name/cos:DeleteBucket', resource: '*' }] as const
    await client.send(new PutBucketPolicyCommand({ bucket, policy: { version: '2.0', statement } }))
    writeSync(1, `policy ${bucket} ${turn}\n`)
    await client.send(new PutBucketVersioningCommand({ bucket, status: turn % 2 === 0 ? 'Enabled' : 'Suspended' }))
    writeSync(1, `versioning ${bucket} ${turn}\n`)
  }
}

await Promise.all(['a-1250000000', 'b-1250000000', 'c-1250000000'].map(work))
