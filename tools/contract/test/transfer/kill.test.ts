import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CosClient, CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@cos/core'
import { encryption } from '@cos/crypto'
import { createLocalServer, type HttpServer, type LocalServer, type RequestRecord } from '@cos/local-server'
import { abortUploads, copy, download, fileJournal, resumeCopy, resumeDownload, resumeUpload, upload } from '@cos/transfer'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encryptionOf, type KilledWork, killedWorks } from './killed-works.fixture.js'
import { bucket } from './network.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'

// A process that moves a file is killed at a moment nobody chose, again and again; the next call goes on with what is sure.

const mebibyte = 1024 ** 2
const moments = Number(process.env['COS_KILL_MOMENTS'] ?? 50)
const mostMs = 28_000
const bytes = sampleBytes(4 * mebibyte + 55)
const partCount = 5
let folder: string
let program: string
let server: LocalServer
let listening: HttpServer
let client: CosClient
let onRequest: (record: RequestRecord) => void = () => {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cos-kill-'))
  program = join(folder, 'program.cjs')
  await build({
    entryPoints: [fileURLToPath(new URL('transfer-until-killed.fixture.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['@cos/source'],
    logLevel: 'error',
  })
  server = createLocalServer({ onRequest: (record) => onRequest(record) })
  listening = await server.listen()
  const { credentials, region } = server
  client = new CosClient({ credentials, region, endpoint: listening.url })
  await client.send(new CreateBucketCommand({ bucket }))
  await client.send(new PutObjectCommand({ bucket, key: 'from', body: bytes }))
})
afterAll(async () => {
  await client.close()
  await server.close()
  await rm(folder, { recursive: true })
})

/** Starts the program and kills it a moment after its `index`th request was answered. */
async function killAt(work: string, index: number, delayMs: number, journal: string, key: string, file: string): Promise<void> {
  let count = 0
  let child: ChildProcess | undefined
  onRequest = () => {
    if (count++ === index) setTimeout(() => child?.kill('SIGKILL'), delayMs)
  }
  child = spawn(process.execPath, [program, work, listening.url, JSON.stringify(server.credentials), journal, key, file], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  onRequest = () => {}
  expect(code === null || code === 0).toBe(true)
}

/** How many parts the journal can prove. */
async function proven(journal: string): Promise<number> {
  const names = (await readdir(journal).catch(() => [])).filter((name) => name.endsWith('.journal'))
  if (names.length === 0) return -1
  const text = await readFile(join(journal, names[0]!), 'utf8')
  // Behind the checksum of a line that tells of a part stands an array.
  return text.split('\n').filter((line) => line[17] === '[').length
}

async function round(work: KilledWork, index: number): Promise<void> {
  const isDownload = work === 'download'
  const encrypted = encryptionOf(work)
  const own = join(folder, `round-${index}`)
  const journal = join(own, 'journal')
  await mkdir(own)
  const file = join(own, 'file.bin')
  const key = isDownload ? 'from' : `to-${index}`
  if (!isDownload) await writeFile(file, bytes)
  // Behind the last request there is work, too: syncing, renaming, and clearing the journal away.
  const delayMs = Math.random() * (isDownload && index % (partCount + 2) === partCount - 1 ? 40 : 6)
  await killAt(work, index % (partCount + 2), delayMs, journal, key, file)
  if (isDownload) {
    // What is under the final name is everything, or nothing.
    const there = await readFile(file).catch(() => undefined)
    if (there) expect(Buffer.compare(there, bytes)).toBe(0)
  }
  const sure = await proven(journal)
  // Counted here, because the server may still be busy with what the killed process sent; by its last byte or number, because
  // a connection the server has closed meanwhile costs a second attempt, and no second part.
  const moved = new Set<string | undefined>()
  const counted = client.with({
    requests: [
      (request, next) => {
        const { name } = request.operation
        if (isDownload && name === 'GetObject') moved.add(request.headers['range']?.replace(/^.*-/, ''))
        if (name === (work === 'copy' ? 'UploadPartCopy' : 'UploadPart')) moved.add(request.query['partNumber'])
        return next(request)
      },
    ],
  })
  const through = encrypted ? counted.with(encryption(encrypted)) : counted
  const options = { bucket, key, partSizeBytes: mebibyte, concurrency: 3 }
  const inParts = { ...options, multipartThresholdBytes: 0 }
  const goOn = () => {
    if (isDownload) return download(through, { ...options, target: file, resume: resumeDownload(fileJournal(journal)) })
    if (work === 'copy') return copy(through, { ...inParts, source: { bucket, key: 'from' }, resume: resumeCopy(fileJournal(journal)) })
    return upload(through, { ...inParts, source: file, resume: resumeUpload(fileJournal(journal)) })
  }
  const output = await goOn()
  // Of encrypted bytes the checksum says nothing about the file.
  if (!encrypted) expect(output.crc64).toBe(crc64Text(bytes))
  // A format that stays in its process has nothing that says which object is its own.
  if (sure >= 0 && work !== 'upload in a format that stays in its process')
    expect(moved.size, `${sure} parts were sure`).toBeLessThanOrEqual(partCount - sure)
  const found = isDownload ? await readFile(file) : await (await through.send(new GetObjectCommand({ bucket, key }))).body.bytes()
  expect(Buffer.compare(found, bytes)).toBe(0)
  expect(await readdir(journal)).toEqual([])
  expect(await readdir(own)).toHaveLength(2)
  await rm(own, { recursive: true })
}

test.each(killedWorks)(`${moments} times kill -9 in the middle of one %s`, { timeout: 90_000 }, async (work) => {
  const startedAt = Date.now()
  // Each request of the transfer is the last one at least once.
  const fewest = Math.min(moments, partCount + 2)
  const budgetMs = encryptionOf(work) ? mostMs / 4 : mostMs
  let index = 0
  for (; index < moments && (index < fewest || Date.now() - startedAt < budgetMs); index++) await round(work, index)
  console.log(`${work}: killed ${index} times in ${Math.round((Date.now() - startedAt) / 1000)} s`)
  // At most the empty ones that were begun in the very moment, nobody being told their names: when the request that begins them
  // was answered, or the one before, since a kill comes late.
  const { aborted } = await abortUploads(client, { bucket })
  expect(aborted.length).toBeLessThanOrEqual(2 * Math.ceil(index / (partCount + 2)))
})
