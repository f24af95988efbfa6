import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { builtPackages } from './built-packages.mjs'
import { compareEverything } from './compare-everything.mjs'
import { copySources } from './copy-sources.mjs'
import { cos } from './cos-command.mjs'
import { digestFile } from './digest-file.mjs'
import { progressBar } from './progress-bar.mjs'

const bucket = 'quickstart-1250000000'
const bigKey = path.basename(process.execPath)

/** The main job: files into a bucket, looked at from outside, and back. Resolves to the rows of the closing table. */
export async function doMainJob({ folder, server }) {
  const { core, transfer } = await builtPackages()
  const { endpoint, region, credentials } = server
  const client = new core.CosClient({ endpoint, region, credentials })
  const sourceFolder = path.join(folder, 'sources')
  const names = await copySources(sourceFolder)
  const originals = new Map([[bigKey, { filePath: process.execPath, ...(await digestFile(process.execPath, core)) }]])
  for (const name of names) {
    const filePath = path.join(sourceFolder, name)
    originals.set(`sources/${name.split(path.sep).join('/')}`, { filePath, ...(await digestFile(filePath, core)) })
  }
  const big = originals.get(bigKey)
  const everyByte = [...originals.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)

  const rows = []
  const step = async (name, work) => {
    const start = performance.now()
    const { objects, bytes } = await work()
    rows.push({ step: name, objects, bytes, seconds: (performance.now() - start) / 1000 })
  }
  await step('create a bucket', async () => {
    await cos(server, ['mb', `cos://${bucket}`])
    return { objects: 0, bytes: 0 }
  })
  await step('upload a directory', async () => {
    await cos(server, ['cp', '-r', sourceFolder, `cos://${bucket}/sources/`])
    return { objects: names.length, bytes: everyByte - big.sizeBytes }
  })
  await step('upload a large file by parts', async () => {
    await uploadByParts({ folder, transfer, client, big })
    return { objects: 1, bytes: big.sizeBytes }
  })
  await step('list with a delimiter', () => listWithDelimiter({ core, client, server }))
  await step('fetch a presigned URL', () => fetchPresigned({ server, original: originals.get('sources/package.json') }))
  await step('read a range', () => readRange({ core, client, big }))
  const target = path.join(folder, 'downloaded')
  await step('download everything', async () => {
    await mkdir(target, { recursive: true })
    await cos(server, ['cp', '-r', `cos://${bucket}/`, target])
    return { objects: originals.size, bytes: everyByte }
  })
  await step('compare CRC-64 and SHA-256', async () => {
    await compareEverything({ core, client, bucket, originals, target })
    return { objects: originals.size, bytes: everyByte }
  })
  return rows
}

/** The upload is ended in the middle, as a closed lid would, and the same call again goes on. */
async function uploadByParts({ folder, transfer, client, big }) {
  const draw = progressBar(`  ${bigKey}`)
  const resume = transfer.resumeUpload(transfer.fileJournal(path.join(folder, 'journal')))
  const options = { bucket, key: bigKey, source: big.filePath, partSizeBytes: 8 * 1024 * 1024, resume, onProgress: draw }
  const first = transfer.upload(client, { ...options, concurrency: 1 })
  for await (const event of first.events()) if (event.type === 'part' && event.partNumber === 2) first.abort(new Error('ended'))
  await first.catch(() => {})
  const second = transfer.upload(client, options)
  let found = 0
  for await (const event of second.events()) if (event.type === 'resumed') found = event.partCount
  const { partCount } = await second
  console.log(`  ended in the middle and resumed: ${found} of ${partCount} parts were there`)
}

async function listWithDelimiter({ core, client, server }) {
  console.log((await cos(server, ['ls', `cos://${bucket}/`])).trimEnd())
  const page = await client.send(new core.ListObjectsCommand({ bucket, delimiter: '/' }))
  const seen = [...page.commonPrefixes.map(({ prefix }) => prefix), ...page.contents.map(({ key }) => key)].sort()
  expectEqual(seen.join(' '), [bigKey, 'sources/'].sort().join(' '), 'The listing by "/"')
  return { objects: seen.length, bytes: 0 }
}

async function fetchPresigned({ server, original }) {
  const url = (await cos(server, ['presign', `cos://${bucket}/sources/package.json`])).trim()
  const response = await fetch(url)
  expectEqual(response.status, 200, 'The status of the presigned URL')
  const bytes = Buffer.from(await response.arrayBuffer())
  expectSame(bytes, await readSlice(original.filePath, 0, original.sizeBytes), 'The presigned URL')
  return { objects: 1, bytes: bytes.length }
}

async function readRange({ core, client, big }) {
  const first = Math.floor(big.sizeBytes / 2) - 123
  const length = 1_000_000
  const { body } = await client.send(new core.GetObjectCommand({ bucket, key: bigKey, range: { first, last: first + length - 1 } }))
  expectSame(Buffer.from(await body.bytes()), await readSlice(big.filePath, first, length), 'The range')
  return { objects: 1, bytes: length }
}

async function readSlice(filePath, position, length) {
  const file = await open(filePath)
  try {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(length), position })
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function expectSame(present, wanted, subject) {
  if (!present.equals(wanted)) throw new Error(`${subject} gave ${present.length} bytes that are not those of the file.`)
}

function expectEqual(present, wanted, subject) {
  if (present !== wanted) throw new Error(`${subject} is ${JSON.stringify(present)} and should be ${JSON.stringify(wanted)}.`)
}
