import { CosClient, CreateBucketCommand, ListObjectsCommand, PutObjectCommand, paginate } from '@cos/core'
import { openLocalServer } from '@cos/local-server'

// Fills a disk store with small objects, lists them all by a prefix, and prints what the process took of memory at each stage.

const [data, count] = [process.argv[2], Number(process.argv[3])]
const bucket = 'bench-1250000000'
const mebibytes = (bytes) => bytes / 1024 ** 2

const accounts = [{ appId: '1250000000', ownerUin: '100000000001', secretId: 'AKIDbench', secretKey: 'secret-of-the-bench' }]
const server = await openLocalServer({ accounts, data, requireSignatures: false })
const client = new CosClient({ credentials: accounts[0], region: 'ap-guangzhou', transport: server.transport, verifyChecksums: false })
await client.send(new CreateBucketCommand({ bucket }))

const body = new Uint8Array(64)
let next = 0
const putUpTo = async (end) => {
  while (next < end) {
    const number = next++
    const key = `folder-${String(number % 1000).padStart(3, '0')}/${String(number).padStart(7, '0')}`
    await client.send(new PutObjectCommand({ bucket, key, body }))
  }
}
/** What is still needed after a collection, and the most the process has ever had. */
const memory = () => {
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return { neededMiB: mebibytes(heapUsed + external), peakRssMiB: process.resourceUsage().maxRSS / 1024 }
}
const fill = async (end) => {
  const startedAt = performance.now()
  const before = next
  await Promise.all(Array.from({ length: 1000 }, () => putUpTo(end)))
  return { ...memory(), perSecond: ((end - before) * 1000) / (performance.now() - startedAt) }
}

const tenth = await fill(count / 10)
const full = await fill(count)
let listed = 0
const startedAt = performance.now()
for await (const page of paginate(client, new ListObjectsCommand({ bucket, prefix: 'folder-' }))) listed += page.contents.length
const list = { ...memory(), perSecond: (listed * 1000) / (performance.now() - startedAt) }
await server.close()
if (listed !== count) throw new Error(`${listed} of ${count} keys were listed`)
console.log(JSON.stringify({ tenth, full, list }))
