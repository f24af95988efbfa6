import { writeSync } from 'node:fs'
import { openDiskStore } from './disk.js'
import { pattern } from './store-test-kit.fixture.js'

// Run as a process of its own: puts, appends, completes uploads and deletes without end, and says so of each after its answer.
const [folder, round] = process.argv.slice(2) as [string, string]
const store = await openDiskStore(folder)
await store.createBucket({ name: 'b', owner: 'o', region: 'r' })

const say = (line: string) => writeSync(1, `${line}\n`)
const sizes = [0, 100, 4096, 20_000, 300_000]

async function put(key: string, seed: number): Promise<void> {
  const bytes = pattern(sizes[seed % sizes.length] as number, seed)
  const body = await store.stage(bytes)
  await store.putObject({ bucket: 'b', key, body, versioning: 'never', attributes: { seed } })
  say(`put ${key} ${seed}`)
}

async function upload(key: string, seed: number): Promise<void> {
  const created = await store.createUpload({ bucket: 'b', key, attributes: { seed } })
  if (created.outcome !== 'created') throw new Error(created.outcome)
  const body = await store.stage(pattern(sizes[seed % sizes.length] as number, seed))
  await store.putPart({ bucket: 'b', key, uploadId: created.upload.uploadId, partNumber: 1, body })
  const parts = [{ partNumber: 1, etag: body.etag }]
  await store.completeUpload({ bucket: 'b', key, uploadId: created.upload.uploadId, parts, versioning: 'never' })
  say(`put ${key} ${seed}`)
}

async function work(worker: number): Promise<void> {
  for (let turn = 0; ; turn++) {
    const seed = turn * 8 + worker
    await put(`${round}/kept/${worker}/${turn}`, seed)
    await put(`${round}/replaced/${worker}/${turn % 3}`, seed)
    await upload(`${round}/uploaded/${worker}/${turn}`, seed + 3)
    const doomed = `${round}/deleted/${worker}/${turn}`
    await put(doomed, seed)
    say(`deleting ${doomed}`)
    await store.deleteObject({ bucket: 'b', key: doomed, versioning: 'never' })
    say(`deleted ${doomed}`)
  }
}

await Promise.all(Array.from({ length: 8 }, (_, worker) => work(worker)))
