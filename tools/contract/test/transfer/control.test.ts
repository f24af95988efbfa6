import { setImmediate as turn } from 'node:timers/promises'
import type { Clock, Credentials } from '@cos/core'
import { CosClient, contentMd5, customerKey } from '@cos/core'
import { download, type Progress, TransferLimits, type TransferShare, upload } from '@cos/transfer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bucket, fastClock, Network } from './network.js'
import { sampleBytes } from './sample-bytes.js'

const mebibyte = 1024 ** 2
const key = 'a'
const source = sampleBytes(6 * mebibyte)
const inParts = { bucket, key, source, partSizeBytes: mebibyte, multipartThresholdBytes: mebibyte, concurrency: 1 }
let network: Network

beforeEach(async () => {
  network = await Network.start()
})
afterEach(() => network.server.close())

describe('a handle', () => {
  test('pauses: nothing new is begun until it goes on', async () => {
    const transfer = upload(network.client, { ...inParts, onProgress: ({ confirmedParts }) => confirmedParts === 2 && transfer.pause() })
    while (network.count(/^UploadPart 2/) === 0) await turn()
    for (let turns = 0; turns < 200; turns++) await turn()
    expect(transfer.state).toBe('paused')
    expect(network.count(/^UploadPart/)).toBe(2)
    transfer.resume()
    await transfer
    expect(transfer.state).toBe('completed')
    expect(network.count(/^UploadPart/)).toBe(6)
  })

  test('can be aborted while it is paused', async () => {
    const transfer = upload(network.client, inParts)
    transfer.pause()
    transfer.abort('enough')
    await expect(transfer).rejects.toBe('enough')
    expect(transfer.state).toBe('failed')
  })

  test('tells what happens', async () => {
    const transfer = upload(network.client, inParts)
    const types: string[] = []
    for await (const { type } of transfer.events()) if (types.at(-1) !== type) types.push(type)
    await transfer
    expect(types.filter((type) => type === 'part')).toHaveLength(6)
    expect(transfer.progress).toMatchObject({
      confirmedBytes: source.byteLength,
      totalBytes: source.byteLength,
      confirmedParts: 6,
      totalParts: 6,
    })
  })

  test('leaving its scope ends it and waits until nothing runs', async () => {
    network.fault = (line) => (line === 'UploadPart 2' ? { kind: 'hang' } : undefined)
    {
      await using transfer = upload(network.client, inParts)
      transfer.catch(() => {})
      while (network.count(/^UploadPart/) < 2) await turn()
    }
    const before = network.seen.length
    for (let turns = 0; turns < 50; turns++) await turn()
    expect(network.seen.length).toBe(before)
    expect(network.seen.at(-1)!.line).toBe('AbortMultipartUpload')
  })

  test('knows speed and rest', async () => {
    let now = 0
    const clock: Clock = { ...fastClock, now: () => now }
    const seen: Progress[] = []
    network.fault = () => {
      now += 1000
      return undefined
    }
    await upload(network.client, { ...inParts, clock, onProgress: (progress) => seen.push(progress) })
    const late = seen.find(({ confirmedParts }) => confirmedParts === 4)!
    expect(late.bytesPerSecond).toBeGreaterThan(0.5 * mebibyte)
    expect(late.bytesPerSecond).toBeLessThan(1.5 * mebibyte)
    expect(late.remainingMs).toBeGreaterThan(0)
  })
})

describe('deadlines', () => {
  test.each(['UploadPart 3', 'CompleteMultipartUpload'])('of the whole end a silent %s', async (where) => {
    network.fault = (line) => (line === where ? { kind: 'hang' } : undefined)
    await expect(upload(network.client, { ...inParts, deadlineMs: 300 })).rejects.toMatchObject({ code: 'DeadlineExceeded' })
    expect(network.seen.at(-1)!.line).toBe('AbortMultipartUpload')
  })

  test('of a part end a silent one', async () => {
    network.fault = (line) => (line === 'UploadPart 3' ? { kind: 'hang' } : undefined)
    await expect(upload(network.client, { ...inParts, partDeadlineMs: 100 })).rejects.toMatchObject({ code: 'DeadlineExceeded' })
  })

  test('end a download whose bytes stop coming', async () => {
    await network.put(key, source)
    network.fault = () => ({ kind: 'hang-in-body', afterBytes: 100_000 })
    await expect(download(network.client, { bucket, key, target: () => {}, deadlineMs: 200 })).rejects.toMatchObject({
      code: 'DeadlineExceeded',
    })
    expect(network.open).toBe(0)
  })
})

describe('shared limits', () => {
  test('hold for all transfers together', async () => {
    const limits = new TransferLimits({ concurrency: 2 })
    let underWay = 0
    let most = 0
    network.fault = async (line) => {
      if (!/UploadPart|PutObject/.test(line)) return undefined
      most = Math.max(most, ++underWay)
      await turn()
      underWay--
      return undefined
    }
    await Promise.all([0, 1, 2].map((index) => upload(network.client, { ...inParts, key: `k${index}`, concurrency: 5, limits })))
    expect(most).toBe(2)
  })

  test('slots go in turn: a huge file and a group of small ones get the same', async () => {
    const limits = new TransferLimits({ concurrency: 2, isAdaptive: false })
    const huge = limits.share()
    const group = limits.share()
    const served: string[] = []
    const { signal } = new AbortController()
    const work = async (share: TransferShare, name: string) => {
      const slot = await share.acquire(signal)
      served.push(name)
      await turn()
      slot.release()
    }
    const works = [
      ...Array.from({ length: 50 }, () => work(huge, 'huge')),
      ...Array.from({ length: 50 }, () => work(group.share(), 'small')),
    ]
    await Promise.all(works)
    expect(served.slice(0, 40).filter((name) => name === 'huge').length).toBeGreaterThanOrEqual(18)
    expect(served.slice(0, 40).filter((name) => name === 'small').length).toBeGreaterThanOrEqual(18)
  })

  test('an abort gives up the place in the line', async () => {
    const limits = new TransferLimits({ concurrency: 1 })
    const held = await limits.acquire(new AbortController().signal)
    const controller = new AbortController()
    const waiting = limits.share().acquire(controller.signal)
    controller.abort('enough')
    await expect(waiting).rejects.toBe('enough')
    held.release()
    await limits.acquire(new AbortController().signal)
  })

  test('fewer at once after SlowDown, more again when it goes well', async () => {
    const limits = new TransferLimits({ concurrency: 16, clock: { ...fastClock, now: () => 0 } })
    let storms = 3
    network.fault = (line) =>
      line.startsWith('UploadPart') && storms-- > 0 ? { kind: 'status', status: 503, code: 'SlowDown' } : undefined
    const lowest: number[] = []
    await upload(network.client, { ...inParts, limits, onProgress: () => lowest.push(limits.concurrency) })
    expect(Math.min(...lowest)).toBeLessThan(16)
    const before = limits.concurrency
    for (let index = 0; index < 4; index++) await upload(network.client, { ...inParts, limits, clock: { ...fastClock, now: () => 0 } })
    expect(limits.concurrency).toBeGreaterThan(before)
  })

  test('bytes a second hold for all transfers together', async () => {
    let now = 0
    const clock: Clock = {
      now: () => now,
      random: () => 0,
      sleep: async (milliseconds) => {
        now = Math.max(now, now + milliseconds)
      },
    }
    const limits = new TransferLimits({ bytesPerSecond: mebibyte, clock })
    await upload(network.client, { ...inParts, limits, clock })
    await network.put('b', source)
    await download(network.client, { bucket, key: 'b', target: () => {}, limits, clock })
    expect(now).toBeGreaterThan(10_500)
    expect(now).toBeLessThan(12_500)
  })
})

test('credentials are renewed in the middle', async () => {
  const { credentials, region } = network.server
  let given = 0
  const provider = (): Credentials => {
    given += 1
    return { ...credentials, expiresAt: new Date(Date.now() + 1000) } as Credentials
  }
  const client = new CosClient({ credentials: provider, region, transport: network.server.transport })
  await upload(client, inParts)
  expect(given).toBeGreaterThanOrEqual(8)
})

test('a digest goes with each request as asked', async () => {
  await upload(network.client, { ...inParts, digest: contentMd5 })
  await upload(network.client, { ...inParts, source: source.subarray(0, 1000), digest: contentMd5 })
  const sent = network.seen.filter(({ line }) => /UploadPart|PutObject/.test(line))
  expect(sent).toHaveLength(7)
  for (const { request } of sent) expect(request.headers['content-md5']).toMatch(/^[\w+/]{22}==$/)
})

test('all options of PutObject go with the object on both paths', async () => {
  const options = {
    contentType: 'text/x',
    cacheControl: 'no-cache',
    metadata: { a: 'b' },
    acl: 'private',
    storageClass: 'STANDARD_IA',
  } as const
  await upload(network.client, { ...inParts, ...options })
  await upload(network.client, { ...inParts, ...options, source: source.subarray(0, 10) })
  const sent = network.seen.filter(({ line }) => /Create|PutObject/.test(line))
  const names = ['content-type', 'cache-control', 'x-cos-meta-a', 'x-cos-acl', 'x-cos-storage-class']
  const [parts, whole] = sent.map(({ request }) => names.map((name) => request.headers[name]))
  expect(parts).toEqual(whole)
  expect(parts).toEqual(['text/x', 'no-cache', 'b', 'private', 'STANDARD_IA'])
})

test.each([10, source.byteLength])(
  "a key of one's own goes with every request of an object of %d bytes that needs it",
  async (sizeBytes) => {
    const encryption = customerKey(new Uint8Array(32).fill(7))
    const bytes = source.subarray(0, sizeBytes)
    await upload(network.client, { ...inParts, source: bytes, encryption })
    const chunks: Uint8Array[] = []
    await download(network.client, { bucket, key, customerKey: encryption, target: (chunk) => void chunks.push(chunk.slice()) })
    expect(Buffer.compare(Buffer.concat(chunks), bytes)).toBe(0)
  },
)
