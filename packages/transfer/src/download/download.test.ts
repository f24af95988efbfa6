import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '@cos/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Progress } from '../control/progress.js'
import { crc64Text, failure, Service, sampleBytes } from '../service.fixture.js'
import { download } from './download.js'

const mebibyte = 1024 ** 2
const bucket = 'test-1250000000'
const key = 'big.bin'
const large = sampleBytes(5 * mebibyte + 12_345)
const clock: Clock = { now: () => 0, random: () => 0, sleep: async () => {} }
const common = { bucket, key, partSizeBytes: mebibyte, concurrency: 3, clock }
let service: Service
let folder: string
let target: string

beforeEach(async () => {
  service = new Service()
  service.put(key, large)
  folder = await mkdtemp(join(tmpdir(), 'cos-download-'))
  target = join(folder, 'target.bin')
})
afterEach(() => rm(folder, { recursive: true }))

async function expectNothing(): Promise<void> {
  expect(await readdir(folder)).toEqual([])
}

describe('into a file', () => {
  test('ranges are fetched some at a time and checked as a whole', async () => {
    const output = await download(service.client, { ...common, target })
    expect(Buffer.compare(await readFile(target), large)).toBe(0)
    expect(output).toMatchObject({ sizeBytes: large.byteLength, crc64: crc64Text(large), etag: '"v1"' })
    expect(service.count('GetObject')).toBe(6)
    expect(service.mostUnderWay).toBeLessThanOrEqual(3)
    expect(await readdir(folder)).toEqual(['target.bin'])
  })

  test('all ranges after the first are asked of the same version', async () => {
    const conditions: (string | undefined)[] = []
    service.fault = (_, { headers }) => void conditions.push(headers['if-match'])
    await download(service.client, { ...common, target, concurrency: 1 })
    expect(conditions).toEqual([undefined, ...Array(5).fill('"v1"')])
  })

  test.each([0, 1, mebibyte - 1, mebibyte, mebibyte + 1])('%d bytes', async (sizeBytes) => {
    const bytes = large.subarray(0, sizeBytes)
    service.put(key, bytes)
    const output = await download(service.client, { ...common, target })
    expect(Buffer.compare(await readFile(target), bytes)).toBe(0)
    expect(output).toMatchObject({ sizeBytes, crc64: crc64Text(bytes) })
  })

  test('a range of it', async () => {
    const output = await download(service.client, { ...common, target, range: { first: 1000, last: 2_500_000 } })
    expect(Buffer.compare(await readFile(target), large.subarray(1000, 2_500_001))).toBe(0)
    expect(output).toMatchObject({ sizeBytes: 2_499_001, crc64: undefined })
  })

  test('the old file is replaced as a whole, keeps its mode, and links stay links', async () => {
    await writeFile(target, 'old')
    await chmod(target, 0o640)
    const link = join(folder, 'link')
    await symlink(target, link)
    await download(service.client, { ...common, target: link, isDurable: true })
    expect(Buffer.compare(await readFile(target), large)).toBe(0)
    expect((await stat(target)).mode & 0o777).toBe(0o640)
    expect((await readdir(folder)).sort()).toEqual(['link', 'target.bin'])
  })

  test.each(['/dev/null', tmpdir()])('%s is refused, because it cannot be replaced', async (place) => {
    await expect(download(service.client, { ...common, target: place })).rejects.toMatchObject({ name: 'InputError', member: 'target' })
    expect(service.requests).toEqual([])
  })
})

describe('into a stream', () => {
  test('chunks come in order', async () => {
    const chunks: Uint8Array[] = []
    const output = await download(service.client, { ...common, target: (chunk) => void chunks.push(chunk) })
    expect(Buffer.compare(Buffer.concat(chunks), large)).toBe(0)
    expect(output.crc64).toBe(crc64Text(large))
    expect(service.requests).toEqual(['GetObject bytes=0-'])
  })

  test('a web stream is closed at the end', async () => {
    const passage = new TransformStream<Uint8Array, Uint8Array>()
    const [bytes] = await Promise.all([
      new Response(passage.readable).bytes(),
      download(service.client, { ...common, target: passage.writable }),
    ])
    expect(Buffer.compare(bytes, large)).toBe(0)
  })

  test('a web stream is aborted on failure', async () => {
    const reasons: unknown[] = []
    const failed = download(service.client, {
      ...common,
      key: 'none',
      target: new WritableStream({ abort: (reason) => void reasons.push(reason) }),
    })
    await expect(failed).rejects.toMatchObject({ code: 'NoSuchKey' })
    expect(reasons).toMatchObject([{ code: 'NoSuchKey' }])
  })
})

describe('faults', () => {
  test('an answer that breaks off is continued from the byte it broke at', async () => {
    service.fault = (line) => (line === `GetObject bytes=${mebibyte}-${2 * mebibyte - 1}` ? { cutAfterBytes: 300_000 } : undefined)
    const { crc64 } = await download(service.client, { ...common, target })
    expect(crc64).toBe(crc64Text(large))
    expect(service.count(`bytes=${mebibyte + 300_000}-${2 * mebibyte - 1}`)).toBe(1)
    expect(Buffer.compare(await readFile(target), large)).toBe(0)
  })

  test('an answer that brings nothing any more ends the download after four attempts', async () => {
    service.fault = (line) => (line.includes(`${2 * mebibyte - 1}`) ? { cutAfterBytes: 0 } : undefined)
    await expect(download(service.client, { ...common, target })).rejects.toMatchObject({ code: 'ConnectionLost' })
    expect(service.count(`bytes=${mebibyte}-`)).toBe(4)
    await expectNothing()
  })

  test('a stream breaks as often as it likes, as long as it moves on', async () => {
    let broken = 0
    service.fault = () => (broken++ < 5 ? { cutAfterBytes: mebibyte } : undefined)
    const chunks: Uint8Array[] = []
    await download(service.client, { ...common, target: (chunk) => void chunks.push(chunk) })
    expect(Buffer.compare(Buffer.concat(chunks), large)).toBe(0)
    expect(service.requests.length).toBe(6)
  })

  test('a refusal is repeated by the client alone', async () => {
    service.fault = (line) => (line.includes(`bytes=${mebibyte}-`) ? { answer: failure(503, 'SlowDown') } : undefined)
    await expect(download(service.client, { ...common, target })).rejects.toMatchObject({ code: 'SlowDown' })
    expect(service.count(`bytes=${mebibyte}-`)).toBe(4)
    await expectNothing()
  })

  test('an object replaced meanwhile is never mixed with the old one, and the old file stays', async () => {
    await writeFile(target, 'old')
    service.fault = (line) => {
      if (line.includes(`bytes=${3 * mebibyte}-`)) service.put(key, sampleBytes(large.byteLength, 2))
      return undefined
    }
    await expect(download(service.client, { ...common, target })).rejects.toMatchObject({ code: 'ObjectChanged' })
    expect(await readFile(target, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['target.bin'])
  })

  test('bytes that are not those of the checksum never get the name of the target', async () => {
    await writeFile(target, 'old')
    service.fault = () => ({ headers: { 'x-cos-hash-crc64ecma': '17' } })
    await expect(download(service.client, { ...common, target })).rejects.toMatchObject({
      code: 'ChecksumMismatch',
      message: expect.stringMatching(new RegExp(`${crc64Text(large)}.*17`)),
    })
    expect(await readFile(target, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['target.bin'])
    await download(service.client, { ...common, target, verifyChecksum: false })
    expect(Buffer.compare(await readFile(target), large)).toBe(0)
  })

  test('an answer with other bytes than were asked for is refused', async () => {
    service.fault = (line) =>
      line.includes(`bytes=${mebibyte}-`) ? { headers: { 'content-range': `bytes 0-9/${large.byteLength}` } } : undefined
    await expect(download(service.client, { ...common, target })).rejects.toMatchObject({ code: 'UnreadableResponse' })
    await expectNothing()
  })

  test('a full disk is the error of the download', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    const failed = download(service.client, {
      ...common,
      target() {
        throw full
      },
    })
    await expect(failed).rejects.toBe(full)
    expect(service.requests.length).toBe(1)
  })
})

test.each([0, 3])('cancelling in range %d surfaces the reason and leaves no file', async (index) => {
  const controller = new AbortController()
  const reason = new Error('enough')
  service.fault = (line) => {
    if (line.includes(`bytes=${index * mebibyte}-`)) controller.abort(reason)
    return undefined
  }
  await expect(download(service.client, { ...common, target, signal: controller.signal })).rejects.toBe(reason)
  await expectNothing()
  expect(service.underWay).toBe(0)
})

test('progress never falls and ends at the size', async () => {
  const seen: Progress[] = []
  service.fault = (line) => (line.includes(`${2 * mebibyte - 1}`) && service.count(line) === 1 ? { cutAfterBytes: 300_000 } : undefined)
  await download(service.client, { ...common, target, onProgress: (progress) => seen.push(progress) })
  for (let index = 1; index < seen.length; index++) {
    expect(seen[index]!.transferredBytes).toBeGreaterThanOrEqual(seen[index - 1]!.transferredBytes)
  }
  expect(seen.at(-1)).toMatchObject({ transferredBytes: large.byteLength, confirmedBytes: large.byteLength, totalBytes: large.byteLength })
})

test('an error of the progress callback ends the download with that error', async () => {
  const error = new Error('no more room on the screen')
  const failed = download(service.client, {
    ...common,
    target,
    onProgress() {
      throw error
    },
  })
  await expect(failed).rejects.toBe(error)
  await expectNothing()
})

test.each([
  ['partSizeBytes', { partSizeBytes: 5 }],
  ['concurrency', { concurrency: 1.5 }],
  ['range.first', { range: { first: -1 } }],
  ['target', { target: 7 as never }],
  ['bucket', { bucket: 'x' }],
])('a wrong %s is refused before anything is sent', async (member, wrong) => {
  await expect(download(service.client, { ...common, target, ...wrong })).rejects.toMatchObject({ name: 'InputError', member })
  expect(service.requests).toEqual([])
  await expectNothing()
})
