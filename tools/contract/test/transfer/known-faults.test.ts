import { mkdir, open, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@cos/core'
import { aesKey, encryption } from '@cos/crypto'
import {
  copy,
  download,
  downloadDirectory,
  fileJournal,
  findUpload,
  type Journal,
  resumeDownload,
  resumeUpload,
  type UploadOptions,
  upload,
  uploadDirectory,
} from '@cos/transfer'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { harvest } from './folder-tree.js'
import { bucket, fastClock } from './network.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'
import { setStage, text } from './stage.js'

// What is known to go wrong in the official SDKs, numbered, one test each: none of it happens here.

const mebibyte = 1024 ** 2
const key = 'film.mov'
const bytes = sampleBytes(4 * mebibyte + 321)
const others = sampleBytes(4 * mebibyte + 321, 7)
const inParts = { bucket, key, partSizeBytes: mebibyte, multipartThresholdBytes: mebibyte, concurrency: 1 }
const stage = setStage()
const { at } = stage
let journal: Journal
let source: string

beforeEach(async () => {
  journal = fileJournal(at('journal'))
  source = at('source.mov')
  await writeFile(source, bytes)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const resumed = (options: Partial<UploadOptions> = {}) =>
  upload(stage.network.client, { ...inParts, source, resume: resumeUpload(journal), ...options })

/** Uploads two parts and breaks off. */
async function breakOff(options: Partial<UploadOptions> = {}): Promise<void> {
  const controller = new AbortController()
  stage.network.fault = (line) => {
    if (line === 'UploadPart 3') controller.abort(new Error('killed'))
    return undefined
  }
  await expect(resumed({ ...options, signal: controller.signal })).rejects.toThrow('killed')
  stage.network.fault = () => undefined
  stage.network.seen.length = 0
}

const unfinished = async () => (await stage.network.direct.send(new ListMultipartUploadsCommand({ bucket }))).uploads
const fetched = (journal?: Journal) => {
  const { multipartThresholdBytes: _, ...options } = inParts
  return download(stage.network.client, { ...options, target: at('target.mov'), resume: journal && resumeDownload(journal) })
}
async function expectObject(wanted: Uint8Array): Promise<void> {
  expect(Buffer.compare(await stage.network.get(key), wanted)).toBe(0)
}
async function expectTarget(wanted: Uint8Array): Promise<void> {
  expect(Buffer.compare(await readFile(at('target.mov')), wanted)).toBe(0)
}

describe('uploads', () => {
  test('1: a resumed upload has the headers of this call, never those of the old one', async () => {
    await breakOff({ metadata: { call: 'old' }, storageClass: 'STANDARD' })
    await resumed({ metadata: { call: 'new' }, storageClass: 'STANDARD_IA', contentType: 'video/quicktime' })
    const head = await stage.network.direct.send(new HeadObjectCommand({ bucket, key }))
    expect(head).toMatchObject({ metadata: { call: 'new' }, storageClass: 'STANDARD_IA', contentType: 'video/quicktime' })
  })

  test('2: nothing unfinished is left, by a failure or by a resume that was refused', async () => {
    stage.network.fault = (line) => (line === 'UploadPart 3' ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
    await expect(upload(stage.network.client, { ...inParts, source })).rejects.toMatchObject({ code: 'AccessDenied' })
    expect(await unfinished()).toEqual([])
    await breakOff()
    expect(await unfinished()).toHaveLength(1)
    await writeFile(source, others)
    await resumed()
    expect(await unfinished()).toEqual([])
    await expectObject(others)
  })

  test('3: an unfinished upload is found behind more than a thousand', async () => {
    const { network } = stage
    // Listed before it, because of their names.
    for (let index = 0; index < 1001; index++) {
      await network.direct.send(new CreateMultipartUploadCommand({ bucket, key: `film.mo${index}` }))
    }
    const longer = { bucket, key: `film.mo999${key}` }
    const { uploadId } = await network.direct.send(new CreateMultipartUploadCommand(longer))
    await network.direct.send(new UploadPartCommand({ ...longer, uploadId, partNumber: 1, body: bytes.subarray(0, mebibyte) }))
    await resumed({ ...longer, resume: resumeUpload(journal, { otherwise: findUpload() }) })
    expect(network.count(/^UploadPart 1$/)).toBe(0)
    expect(network.count(/^UploadPart /)).toBe(4)
  })

  test('4: a noted upload is not trusted: its parts and the source are looked at', async () => {
    const { network } = stage
    await breakOff()
    const [{ uploadId } = { uploadId: '' }] = await unfinished()
    const foreign = new UploadPartCommand({ bucket, key, uploadId, partNumber: 2, body: others.subarray(0, mebibyte) })
    await network.direct.send(foreign)
    await resumed()
    expect(network.count(/^UploadPart 1$/)).toBe(0)
    expect(network.count(/^UploadPart 2$/)).toBe(1)
    await expectObject(bytes)

    await breakOff()
    const { atime, mtime } = await stat(source)
    await writeFile(source, others)
    await utimes(source, atime, mtime)
    await resumed()
    await expectObject(others)
  })

  test.each(['a file', 'a small file of a folder'])(
    '5: what was stored damaged does not stay when its repetition is ended: %s',
    async (kind) => {
      const { network } = stage
      const folder = at('folder')
      await mkdir(folder)
      await writeFile(join(folder, key), bytes.subarray(0, 5000))
      const controller = new AbortController()
      let attempts = 0
      network.fault = (line) => {
        if (!line.startsWith('PutObject')) return undefined
        if (++attempts === 1) return { kind: 'flip-request', atByte: 5 }
        controller.abort(new Error('enough'))
        return { kind: 'hang' }
      }
      const { signal } = controller
      const work =
        kind === 'a file'
          ? upload(network.client, { bucket, key, source, signal })
          : uploadDirectory(network.client, { bucket, prefix: '', source: folder, signal })
      await expect(work).rejects.toThrow('enough')
      expect(attempts).toBe(2)
      await expect(network.get(key)).rejects.toMatchObject({ code: 'NoSuchKey' })
    },
  )

  test('5: what is stored, and what is fetched, is compared with what was meant', async () => {
    const { network } = stage
    network.fault = (line) => (/^(UploadPart 2|PutObject)/.test(line) ? { kind: 'flip-request', atByte: 5 } : undefined)
    for (const multipartThresholdBytes of [mebibyte, 8 * mebibyte]) {
      const damaged = upload(network.client, { ...inParts, multipartThresholdBytes, source })
      await expect(damaged).rejects.toMatchObject({ code: 'ChecksumMismatch' })
      await expect(network.get(key)).rejects.toMatchObject({ code: 'NoSuchKey' })
    }
    network.fault = () => undefined
    await network.put(key, bytes)
    network.fault = (line) => (line.startsWith('GetObject') ? { kind: 'flip-answer', atByte: 7 } : undefined)
    await expect(fetched()).rejects.toMatchObject({ code: 'ChecksumMismatch' })
    expect(await readdir(stage.folder)).not.toContain('target.mov')
  })
})

describe('downloads', () => {
  beforeEach(() => stage.network.put(key, bytes))

  test('6: the old target stays whole until the new one is, and nothing half-written stays', async () => {
    await writeFile(at('target.mov'), 'good old file')
    const before = await readdir(stage.folder)
    stage.network.fault = (line) =>
      line.includes(`bytes=${2 * mebibyte}-`) ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined
    await expect(fetched()).rejects.toMatchObject({ code: 'AccessDenied' })
    await expectTarget(text('good old file'))
    expect(await readdir(stage.folder)).toEqual(before)
  })

  test('7: versions are never mixed when the object is replaced between two parts', async () => {
    let isReplaced = false
    stage.network.fault = async (line) => {
      if (line.includes(`bytes=${2 * mebibyte}-`) && !isReplaced) {
        isReplaced = true
        await stage.network.put(key, others)
      }
      return undefined
    }
    await fetched()
    expect(isReplaced).toBe(true)
    await expectTarget(others)
  })

  test('8: a failed check leaves the old target, and no record that fails the next call', async () => {
    await writeFile(at('target.mov'), 'good old file')
    stage.network.fault = (line) => (line.startsWith('GetObject') ? { kind: 'flip-answer', atByte: 7 } : undefined)
    await expect(fetched(journal)).rejects.toMatchObject({ code: 'ChecksumMismatch' })
    await expectTarget(text('good old file'))
    stage.network.fault = () => undefined
    await fetched(journal)
    await expectTarget(bytes)
  })

  test('9: a part is noted once its bytes are on the disk, and not before', async () => {
    const handle = await open(source)
    const prototype = Object.getPrototypeOf(handle) as typeof handle
    await handle.close()
    const synced = vi.spyOn(prototype, 'datasync')
    let unfinished: typeof handle | undefined
    const notes: { syncs: number; isThere: boolean }[] = []
    const watched: Journal = {
      async open(name) {
        const record = await journal.open(name)
        return {
          lines: record.lines,
          begin: (line) => record.begin(line),
          remove: () => record.remove(),
          close: () => record.close(),
          async append(line) {
            const [partNumber, sizeBytes] = JSON.parse(line) as [number, number]
            // Kept open, because the file may get its name meanwhile.
            unfinished ??= await open(at((await readdir(stage.folder)).find((entry) => entry.endsWith('.part')) ?? ''))
            const offset = (partNumber - 1) * mebibyte
            const there = Buffer.alloc(sizeBytes)
            await unfinished.read(there, 0, sizeBytes, offset)
            const isThere = Buffer.compare(there, bytes.subarray(offset, offset + sizeBytes)) === 0
            notes.push({ syncs: synced.mock.calls.length, isThere })
            return record.append(line)
          },
        }
      },
    }
    // The last part waits until some were noted, so that they are while the file is unfinished.
    stage.network.fault = async (line) => {
      if (line.includes(`bytes=${4 * mebibyte}-`)) await vi.waitFor(() => expect(notes.length).toBeGreaterThan(1), 5000)
      return undefined
    }
    await fetched(watched)
    await unfinished?.close()
    expect(notes.length).toBeGreaterThan(1)
    for (const { syncs, isThere } of notes) expect(syncs > 0 && isThere).toBe(true)
    await expectTarget(bytes)
  })

  test('12: a range answered shorter than asked deletes nothing', async () => {
    await writeFile(at('target.mov'), 'good old file')
    stage.network.fault = (line) => (line.startsWith('GetObject') ? { kind: 'cut-answer', afterBytes: 1000 } : undefined)
    await expect(fetched()).rejects.toMatchObject({ code: 'ConnectionLost' })
    await expectTarget(text('good old file'))
  })
})

describe('planning and repeating', () => {
  test('10: a failing part of a copy is repeated a few times, with growing pauses', async () => {
    const { network } = stage
    await network.put('from', bytes)
    const paused = vi.spyOn(fastClock, 'sleep')
    network.fault = (line) => (line === 'UploadPartCopy 2' ? { kind: 'status', status: 503, code: 'SlowDown' } : undefined)
    await expect(copy(network.client, { ...inParts, source: { bucket, key: 'from' } })).rejects.toMatchObject({ code: 'SlowDown' })
    const pauses = paused.mock.calls.map(([milliseconds]) => milliseconds)
    expect(network.count(/^UploadPartCopy 2$/)).toBe(pauses.length + 1)
    expect(pauses.length).toBeLessThanOrEqual(4)
    expect(pauses.every((pause, index) => pause > (pauses[index - 1] ?? 0))).toBe(true)
  })

  test('11: a source is read once: its checksum is made of what is sent', async () => {
    let readBytes = 0
    class CountedBlob extends Blob {
      override slice(start?: number, end?: number): Blob {
        readBytes += (end ?? this.size) - (start ?? 0)
        return super.slice(start, end)
      }
    }
    const { crc64 } = await upload(stage.network.client, { ...inParts, source: new CountedBlob([bytes as Uint8Array<ArrayBuffer>]) })
    expect(crc64).toBe(crc64Text(bytes))
    expect(readBytes).toBe(bytes.byteLength)
  })

  test('13: what one request cannot copy is copied in parts, also within a region and a class', async () => {
    const { network } = stage
    await network.put('from', bytes)
    network.fault = (line) =>
      line === 'HeadObject' ? { kind: 'header', name: 'content-length', value: String(5 * 1024 ** 3 + 1) } : undefined
    await expect(copy(network.client, { bucket, key, source: { bucket, key: 'from' } })).rejects.toThrow()
    expect(network.count(/^CopyObject/)).toBe(0)
    expect(network.count(/^UploadPartCopy/)).toBeGreaterThan(0)
  })

  test('14: parts of a huge file grow by whole MiB, and none is larger than the others', async () => {
    const { network } = stage
    await truncate(source, 10_000 * mebibyte + 1)
    const controller = new AbortController()
    let sizeBytes = 0
    network.fault = (line, { headers }) => {
      if (line.startsWith('UploadPart')) {
        sizeBytes = Number(headers['content-length'])
        controller.abort(new Error('seen'))
      }
      return undefined
    }
    const huge = upload(network.client, { ...inParts, source, signal: controller.signal })
    await expect(huge).rejects.toThrow('seen')
    expect(sizeBytes).toBe(2 * mebibyte)
    expect(huge.progress.totalParts).toBe(5001)
  })
})

describe('others', () => {
  test("15: two who upload the same key do not go on with each other's upload", async () => {
    await breakOff()
    const elsewhere = at('elsewhere.mov')
    await writeFile(elsewhere, others)
    await resumed({ source: elsewhere, resume: resumeUpload(fileJournal(at('other journal'))) })
    await expectObject(others)
    expect(stage.network.count(/^UploadPart /)).toBe(5)
    // What the first one left is as it was.
    stage.network.seen.length = 0
    await resumed()
    expect(stage.network.count(/^UploadPart /)).toBe(3)
    await expectObject(bytes)

    await breakOff()
    let second: Promise<unknown> | undefined
    stage.network.fault = async (line) => {
      if (line === 'UploadPart 3') await (second ??= resumed().catch((error: unknown) => error))
      return undefined
    }
    await resumed()
    expect(await second).toMatchObject({ code: 'TransferLocked' })
  })

  test('16: no key leads out of the folder of a download', async () => {
    for (const name of ['p/../../evil', 'p/a/../../../evil', 'p//evil', 'p/good']) {
      await stage.network.direct.send(new PutObjectCommand({ bucket, key: name, body: 'x' }))
    }
    const { failures } = await downloadDirectory(stage.network.client, { bucket, prefix: 'p/', target: at('to') })
    expect(failures.map(({ error }) => error.code)).toEqual(['UnsafeName', 'UnsafeName', 'UnsafeName'])
    expect(await harvest(at('to'))).toEqual({ good: 'x' })
    expect((await readdir(stage.folder)).sort()).toEqual(['source.mov', 'to'])
  })

  test('17: encrypted bytes go up and come back whole, some parts at a time', async () => {
    const client = stage.network.client.with(encryption({ keys: aesKey({ key: new Uint8Array(32).fill(5) }) }))
    const together = { ...inParts, concurrency: 4 }
    await upload(client, { ...together, source })
    expect(stage.network.count(/^UploadPart /)).toBeGreaterThan(3)
    const stored = await (await stage.network.direct.send(new GetObjectCommand({ bucket, key }))).body.bytes()
    expect(Buffer.from(stored).includes(Buffer.from(bytes.subarray(0, 64)))).toBe(false)
    const { multipartThresholdBytes: _, ...options } = together
    await download(client, { ...options, target: at('target.mov') })
    await expectTarget(bytes)
  })
})
