import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CosClient, CreateBucketCommand, GetObjectCommand, ListMultipartUploadsCommand, PutObjectCommand } from '@cos/core'
import { createLocalServer, type HttpServer, type LocalServer, type RequestRecord } from '@cos/local-server'
import { download, fileJournal, resumeDownload, resumeUpload, upload } from '@cos/transfer'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  return text.split('\n').length - 2
}

async function round(work: 'upload' | 'download', index: number): Promise<void> {
  const own = join(folder, `${work}-${index}`)
  const journal = join(own, 'journal')
  await mkdir(own)
  const file = join(own, 'file.bin')
  const key = work === 'upload' ? `to-${index}` : 'from'
  if (work === 'upload') await writeFile(file, bytes)
  const delayMs = Math.random() * 6
  await killAt(work, index % (partCount + 2), delayMs, journal, key, file)
  if (work === 'download') {
    // What is under the final name is everything, or nothing.
    const there = await readFile(file).catch(() => undefined)
    if (there) expect(Buffer.compare(there, bytes)).toBe(0)
  }
  const sure = await proven(journal)
  let moved = 0
  onRequest = ({ operation }) => {
    if (operation === (work === 'upload' ? 'UploadPart' : 'GetObject')) moved += 1
  }
  const options = { bucket, key, partSizeBytes: mebibyte, concurrency: 3 }
  const output =
    work === 'upload'
      ? await upload(client, { ...options, source: file, multipartThresholdBytes: 0, resume: resumeUpload(fileJournal(journal)) })
      : await download(client, { ...options, target: file, resume: resumeDownload(fileJournal(journal)) })
  onRequest = () => {}
  expect(output.crc64).toBe(crc64Text(bytes))
  if (sure >= 0) expect(moved, `${sure} parts were sure`).toBeLessThanOrEqual(partCount - sure)
  const found = work === 'upload' ? await (await client.send(new GetObjectCommand({ bucket, key }))).body.bytes() : await readFile(file)
  expect(Buffer.compare(found, bytes)).toBe(0)
  expect(await readdir(journal)).toEqual([])
  expect(await readdir(own)).toHaveLength(2)
  await rm(own, { recursive: true })
}

test.each(['upload', 'download'] as const)(`${moments} times kill -9 in the middle of one %s`, { timeout: 90_000 }, async (work) => {
  const startedAt = Date.now()
  let index = 0
  for (; index < moments && Date.now() - startedAt < mostMs; index++) await round(work, index)
  console.log(`${work}: killed ${index} times in ${Math.round((Date.now() - startedAt) / 1000)} s`)
  expect(index).toBeGreaterThan(Math.min(moments, 10) - 1)
  // At most the empty ones that were begun in the very moment: nobody was told their names.
  const { uploads } = await client.send(new ListMultipartUploadsCommand({ bucket }))
  expect(uploads.length).toBeLessThan(Math.max(2, moments / 5))
})
