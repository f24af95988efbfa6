import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, isCosError, ListMultipartUploadsCommand } from '@cos/core'
import { copy, download, fileJournal, type ManyOutput, resumeCopy, resumeDownload, resumeUpload, sync, upload } from '@cos/transfer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bucket, Network, type NetworkFault } from './network.js'
import { openDescriptors } from './open-descriptors.js'
import { randomOf } from './random-of.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'

// Random bad days. Whatever happens: verified success or a typed error, never a wrong object or file under its final name,
// and a second call on a good day finishes. A schedule is repeated by its seed: COS_FAULT_SEED=123.

const mebibyte = 1024 ** 2
const schedules = 500
const mostMs = 110_000
const firstSeed = Number(process.env['COS_FAULT_SEED'] ?? Date.now() % 1_000_000)
const count = process.env['COS_FAULT_SEED'] === undefined ? schedules : 1
const bytes = sampleBytes(2 * mebibyte + 77)
const crc64 = crc64Text(bytes)
const old = sampleBytes(1000, 9)
/** What folders and prefixes hold: small files around a large one. */
const tree: Readonly<Record<string, Uint8Array>> = { 'a.txt': sampleBytes(5, 3), 'deep/film.mov': bytes, 'z.txt': sampleBytes(3000, 4) }
const large = 'deep/film.mov'
let network: Network
let folder: string
let source: string

beforeAll(async () => {
  network = await Network.start()
  folder = await mkdtemp(join(tmpdir(), 'cos-faults-'))
  source = join(folder, 'source.bin')
  await writeFile(source, bytes)
  await network.put('from', bytes)
  await mkdir(join(folder, 'tree/deep'), { recursive: true })
  for (const [name, content] of Object.entries(tree)) {
    await writeFile(join(folder, 'tree', name), content)
    await network.put(`tree/${name}`, content)
  }
})
afterAll(async () => {
  await network.server.close()
  await rm(folder, { recursive: true })
})

function randomFault(random: (below: number) => number): NetworkFault {
  const at = random(mebibyte + 5000)
  const kinds: readonly NetworkFault[] = [
    { kind: 'status', status: 500, code: 'InternalError' },
    { kind: 'status', status: 503, code: 'SlowDown', headers: { 'retry-after': '1' } },
    { kind: 'status', status: 429, code: 'TooManyRequests' },
    { kind: 'status', status: 403, code: 'AccessDenied' },
    { kind: 'cut-request', afterBytes: at },
    { kind: 'lose-answer' },
    { kind: 'cut-answer', afterBytes: at },
    { kind: 'flip-request', atByte: at },
    { kind: 'flip-answer', atByte: at },
    {
      kind: 'header',
      name: 'x-cos-hash-crc64ecma',
      // Another one each time: two equal lies, about a source and about its copy, nobody could tell from the truth.
      get value() {
        return String(17 + random(1_000_000))
      },
    },
    { kind: 'header', name: 'etag', value: undefined },
    { kind: 'twice' },
    { kind: 'hang' },
    { kind: 'hang-in-body', afterBytes: at },
  ]
  return kinds[random(kinds.length)]!
}

/** Each request of a bad day meets a fault with some chance, and some days the same one again and again. */
function badDay(seed: number): Network['fault'] {
  const random = randomOf(seed)
  const chance = [3, 6, 12][random(3)]!
  const storm = random(4) === 0 ? randomFault(random) : undefined
  let left = 30
  return () => {
    if (left <= 0 || random(chance) !== 0) return undefined
    left -= 1
    return storm ?? randomFault(random)
  }
}

const clock: Clock = { now: () => Date.now(), random: () => 0.5, sleep: async () => {} }
const common = { bucket, partSizeBytes: mebibyte, concurrency: 3, clock, deadlineMs: 150 }
const works = ['upload', 'resumed upload', 'download', 'resumed download', 'copy', 'resumed copy', 'sync up', 'sync down'] as const

async function attempt(work: (typeof works)[number], key: string, target: string, isGood: boolean): Promise<unknown> {
  const journal = fileJournal(join(folder, 'journal'))
  const options = { ...common, deadlineMs: isGood ? undefined : common.deadlineMs }
  switch (work) {
    case 'upload':
    case 'resumed upload':
      return upload(network.client, {
        ...options,
        key,
        source,
        multipartThresholdBytes: mebibyte,
        resume: work === 'upload' ? undefined : resumeUpload(journal),
      })
    case 'download':
    case 'resumed download':
      return download(network.client, {
        ...options,
        key: 'from',
        target,
        resume: work === 'download' ? undefined : resumeDownload(journal),
      })
    case 'copy':
    case 'resumed copy':
      return copy(network.client, {
        ...options,
        key,
        source: { bucket, key: 'from' },
        multipartThresholdBytes: mebibyte,
        resume: work === 'copy' ? undefined : resumeCopy(journal),
      })
    case 'sync up':
    case 'sync down': {
      const isUp = work === 'sync up'
      return sync(network.client, {
        source: isUp ? { path: join(folder, 'tree') } : { bucket, prefix: 'tree' },
        target: isUp ? { bucket, prefix: key } : { path: target },
        journal,
        partSizeBytes: mebibyte,
        multipartThresholdBytes: mebibyte,
        concurrency: 2,
        clock,
        deadlineMs: options.deadlineMs,
      })
    }
  }
}

/** Puts old bytes where the new ones go. */
async function occupy(work: string, key: string, target: string): Promise<void> {
  if (work === 'sync down') {
    await mkdir(join(target, 'deep'), { recursive: true })
    await writeFile(join(target, large), old)
  } else if (work === 'sync up') await network.put(`${key}/${large}`, old)
  else await (work.includes('download') ? writeFile(target, old) : network.put(key, old))
}

/** What stands under the final name: the old bytes, the new ones, or nothing; anything else is the end of trust. */
async function standing(work: string, key: string, target: string): Promise<'old' | 'new' | 'none'> {
  const isLocal = work.includes('down')
  const look = async (name: string, wanted: Uint8Array) => {
    const found = await (isLocal ? readFile(target + name) : network.get(key + name)).catch(() => undefined)
    if (!found) return 'none'
    if (Buffer.compare(found, old) === 0) return 'old'
    expect(Buffer.compare(found, wanted), `${name} is wrong`).toBe(0)
    return 'new'
  }
  if (!work.startsWith('sync')) return look('', bytes)
  const each = await Promise.all(Object.entries(tree).map(([name, wanted]) => look(`/${name}`, wanted)))
  return each.find((state) => state !== 'new') ?? 'new'
}

/** True when it says it succeeded; what failed must say so with a code. */
function succeededBy(outcome: Error | { crc64?: string } | ManyOutput): boolean {
  if (outcome instanceof Error) {
    expect(isCosError(outcome), String(outcome)).toBe(true)
    return false
  }
  if (!('failures' in outcome)) {
    expect(outcome.crc64).toBe(crc64)
    return true
  }
  for (const { error } of outcome.failures) expect(error.code, error.message).not.toBe('Error')
  return outcome.failureCount === 0
}

test(`${count} bad days, the first has the seed ${firstSeed}`, { timeout: 180_000 }, async () => {
  const startedAt = Date.now()
  const openBefore = await openDescriptors()
  let done = 0
  let succeeded = 0
  for (let seed = firstSeed; done < count && Date.now() - startedAt < mostMs; seed++, done++) {
    const work = works[seed % works.length]!
    const key = `to-${seed}`
    const target = join(folder, key)
    if (seed % 3 !== 0) await occupy(work, key, target)
    network.fault = badDay(seed)
    const outcome = await attempt(work, key, target, false).then(
      (output) => output as { crc64?: string } | ManyOutput,
      (error: unknown) => error as Error,
    )
    network.fault = () => undefined
    try {
      const there = await standing(work, key, target)
      if (succeededBy(outcome)) {
        succeeded += 1
        expect(there).toBe('new')
      }
      expect(network.open).toBe(0)
      expect(succeededBy((await attempt(work, key, target, true)) as ManyOutput)).toBe(true)
      expect(await standing(work, key, target)).toBe('new')
    } catch (error) {
      throw new Error(
        `${work} failed with COS_FAULT_SEED=${seed}: ${outcome instanceof Error ? outcome.message : 'it said it succeeded'}`,
        { cause: error },
      )
    }
    network.seen.length = 0
    await rm(target, { force: true, recursive: true })
  }
  console.log(`${done} schedules in ${Math.round((Date.now() - startedAt) / 1000)} s, ${succeeded} of them succeeded at once`)
  expect(done).toBeGreaterThan(Math.min(count, 50) - 1)
  expect(succeeded).toBeGreaterThan(count === 1 ? -1 : done / 10)
  expect(await openDescriptors()).toBeLessThanOrEqual(openBefore + 5)
  const left = (await readdir(folder)).filter((name) => name.endsWith('.part'))
  expect(left).toEqual([])
  expect(await readdir(join(folder, 'journal')).catch(() => [])).toEqual([])
  expect((await network.direct.send(new ListMultipartUploadsCommand({ bucket }))).isTruncated).toBe(false)
})
