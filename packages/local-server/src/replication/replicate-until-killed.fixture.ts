import { writeSync } from 'node:fs'
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@cos/core'
import { clientOf } from '../local-server.fixture.js'
import { openLocalServer } from '../local-server.js'

// Run as a process of its own: puts and deletes without end in a bucket that is copied to another, and says so of each after its answer.
const [folder, round] = process.argv.slice(2) as [string, string]
const [bucket, backup] = ['photos-1250000000', 'backup-1250000000']
const server = await openLocalServer({ data: folder })
const client = clientOf(server)
if ((await server.store.getBucket(bucket)) === undefined) {
  for (const name of [backup, bucket]) {
    await client.send(new CreateBucketCommand({ bucket: name }))
    await client.send(new PutBucketVersioningCommand({ bucket: name, status: 'Enabled' }))
  }
  const role = 'qcs::cam::uin/100000000001:uin/100000000001'
  const destination = { bucket: `qcs::cos:${server.region}::${backup}` }
  await client.send(new PutBucketReplicationCommand({ bucket, role, rules: [{ status: 'Enabled', destination }] }))
}

async function work(worker: number): Promise<void> {
  for (let turn = 0; ; turn++) {
    const key = `${worker}/${turn % 5}`
    const isDeletion = turn % 4 === 3
    const { versionId } = isDeletion
      ? await client.send(new DeleteObjectCommand({ bucket, key }))
      : await client.send(new PutObjectCommand({ bucket, key, body: `${round} ${turn}` }))
    writeSync(1, `${key} ${versionId}\n`)
  }
}

await Promise.all(Array.from({ length: 4 }, (_, worker) => work(worker)))
