import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Progress } from '../control/progress.js'
import { crc64Text, failure, Service, sampleBytes } from '../service.fixture.js'
import { upload } from './upload.js'
import type { UploadOptions } from './upload-options.js'

const mebibyte = 1024 ** 2
const bucket = 'test-1250000000'
const key = 'folder/a b.bin'
const small = sampleBytes(1000)
const large = sampleBytes(5 * mebibyte + 12_345)
const inParts = { partSizeBytes: mebibyte, multipartThresholdBytes: 2 * mebibyte, concurrency: 3 }
let service: Service
let folder: string

beforeEach(async () => {
  service = new Service()
  folder = await mkdtemp(join(tmpdir(), 'cos-upload-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function file(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'source.bin')
  await writeFile(path, bytes)
  return path
}

const sources: Record<string, (bytes: Uint8Array) => Promise<UploadOptions['source']>> = {
  'a path': file,
  'a file URL': async (bytes) => pathToFileURL(await file(bytes)),
  bytes: async (bytes) => bytes,
  'an ArrayBuffer': async (bytes) => bytes.slice().buffer,
  'a Blob': async (bytes) => new Blob([bytes.slice()]),
  'a web stream': async (bytes) => new Blob([bytes.slice()]).stream(),
  'a Node stream': async (bytes) => Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]),
  'an async iterable of small chunks': async (bytes) => chunks(bytes, 100_000),
}

async function* chunks(bytes: Uint8Array, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.byteLength; offset += sizeBytes) yield bytes.subarray(offset, offset + sizeBytes)
}

describe.each(Object.keys(sources))('%s', (kind) => {
  test('is written in one request when small', async () => {
    const output = await upload(service.client, { bucket, key, source: await sources[kind]!(small) })
    expect(Buffer.compare(service.objects.get(key)!.bytes, small)).toBe(0)
    expect(output).toMatchObject({ sizeBytes: 1000, crc64: crc64Text(small), partCount: 0 })
    expect(service.requests).toEqual(['PutObject'])
  })

  test('is written in parts when large', async () => {
    const output = await upload(service.client, { bucket, key, source: await sources[kind]!(large), ...inParts })
    expect(Buffer.compare(service.objects.get(key)!.bytes, large)).toBe(0)
    expect(output).toMatchObject({ sizeBytes: large.byteLength, crc64: crc64Text(large), partCount: 6 })
    expect(service.mostUnderWay).toBeLessThanOrEqual(3)
    expect(service.uploads.size).toBe(0)
  })

  test('may be empty', async () => {
    const output = await upload(service.client, { bucket, key, source: await sources[kind]!(new Uint8Array()) })
    expect(output).toMatchObject({ sizeBytes: 0, crc64: '0', partCount: 0 })
  })

  test.each([-1, 0, 1])('ends %d bytes off a part', async (difference) => {
    const bytes = large.subarray(0, 3 * mebibyte + difference)
    const output = await upload(service.client, { bucket, key, source: await sources[kind]!(bytes), ...inParts })
    expect(Buffer.compare(service.objects.get(key)!.bytes, bytes)).toBe(0)
    expect(output.partCount).toBe(difference > 0 ? 4 : 3)
  })
})

test('a part of a file is read in many chunks', async () => {
  const path = await file(large)
  await upload(service.client, { bucket, key, source: path, partSizeBytes: 4 * mebibyte, multipartThresholdBytes: 0 })
  expect(Buffer.compare(service.objects.get(key)!.bytes, large)).toBe(0)
})

test('headers and metadata go with the object, not with its parts', async () => {
  const seen: Record<string, string>[] = []
  service.fault = (_, { headers }) => void seen.push({ ...headers })
  await upload(service.client, { bucket, key, source: large, ...inParts, contentType: 'text/plain', metadata: { a: 'b' } })
  expect(seen[0]).toMatchObject({ 'content-type': 'text/plain', 'x-cos-meta-a': 'b' })
  expect(seen[1]).not.toHaveProperty('x-cos-meta-a')
})

describe('faults', () => {
  test('a refused part is repeated by the client alone, and the whole part is sent again', async () => {
    let refused = 0
    service.fault = (line) => (line === 'UploadPart 3' && refused++ < 2 ? { answer: failure(503, 'SlowDown') } : undefined)
    await upload(service.client, { bucket, key, source: await file(large), ...inParts })
    expect(service.count('UploadPart 3')).toBe(3)
    expect(Buffer.compare(service.objects.get(key)!.bytes, large)).toBe(0)
  })

  test('a part that never succeeds ends the upload after the attempts of one layer, and nothing is left', async () => {
    service.fault = (line) => (line === 'UploadPart 3' ? { answer: failure(503, 'SlowDown') } : undefined)
    await expect(upload(service.client, { bucket, key, source: large, ...inParts })).rejects.toMatchObject({ code: 'SlowDown' })
    expect(service.count('UploadPart 3')).toBe(4)
    expect(service.uploads.size).toBe(0)
    expect(service.requests.at(-1)).toBe('AbortMultipartUpload')
  })

  test('the first failure ends the other parts, which would not have ended by themselves', async () => {
    service.fault = (line, { signal }) => {
      if (line === 'UploadPart 3') return { answer: failure(403, 'AccessDenied') }
      return line.startsWith('UploadPart')
        ? new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
        : undefined
    }
    await expect(upload(service.client, { bucket, key, source: large, ...inParts })).rejects.toMatchObject({ code: 'AccessDenied' })
    expect(service.uploads.size).toBe(0)
  })

  test('the upload is given up only after the running parts have ended', async () => {
    service.fault = async (line) => {
      if (line === 'UploadPart 1') return { answer: failure(403, 'AccessDenied') }
      if (line === 'AbortMultipartUpload') expect(service.underWay).toBe(1)
      return undefined
    }
    await expect(upload(service.client, { bucket, key, source: large, ...inParts })).rejects.toMatchObject({ code: 'AccessDenied' })
    expect(service.uploads.size).toBe(0)
  })

  test('a part whose checksum differs is sent again', async () => {
    let damaged = 0
    service.fault = (line) => (line === 'UploadPart 2' && damaged++ === 0 ? { headers: { 'x-cos-hash-crc64ecma': '1' } } : undefined)
    const { crc64 } = await upload(service.client, { bucket, key, source: await file(large), ...inParts })
    expect(crc64).toBe(crc64Text(large))
    expect(service.count('UploadPart 2')).toBe(2)
  })

  test('an answer with a wrong checksum is not a failure when the object has the right one', async () => {
    service.fault = (line) => (line === 'CompleteMultipartUpload' ? { headers: { 'x-cos-hash-crc64ecma': '17' } } : undefined)
    const { crc64 } = await upload(service.client, { bucket, key, source: large, ...inParts })
    expect(crc64).toBe(crc64Text(large))
    expect(service.requests.at(-1)).toBe('HeadObject')
  })

  describe('an answer to completing without a checksum', () => {
    const without = { withoutHeader: 'x-cos-hash-crc64ecma' }

    test('the object is looked at instead', async () => {
      service.fault = (line) => (line === 'CompleteMultipartUpload' ? without : undefined)
      const { crc64 } = await upload(service.client, { bucket, key, source: large, ...inParts })
      expect(crc64).toBe(crc64Text(large))
      expect(service.requests.at(-1)).toBe('HeadObject')
    })

    test('an object that is not what was sent is removed, and sent once more', async () => {
      const wrong = { headers: { 'x-cos-hash-crc64ecma': '17' } }
      service.fault = (line) => (line === 'CompleteMultipartUpload' ? without : line === 'HeadObject' ? wrong : undefined)
      await expect(upload(service.client, { bucket, key, source: large, ...inParts })).rejects.toMatchObject({
        code: 'ChecksumMismatch',
        message: expect.stringContaining(`checksum 17, but what was read has ${crc64Text(large)}. It was removed`),
      })
      expect(service.count('CompleteMultipartUpload')).toBe(2)
      expect(service.objects.size).toBe(0)
    })

    test.each([
      ['that has none either', without],
      ['that may not be looked at', { answer: failure(403, 'AccessDenied') }],
      ['that somebody else has written meanwhile', { headers: { 'x-cos-hash-crc64ecma': '17', etag: '"other"' } }],
    ])('an object %s is not said to be checked', async (_, fault) => {
      service.fault = (line) => (line === 'CompleteMultipartUpload' ? without : line === 'HeadObject' ? fault : undefined)
      const { crc64, partCount } = await upload(service.client, { bucket, key, source: large, ...inParts })
      expect({ crc64, partCount }).toEqual({ crc64: undefined, partCount: 6 })
      expect(service.objects.has(key)).toBe(true)
    })
  })

  test.each([small, large])(
    'an object that is not what was read is removed and sent once more; then it is an error that names both',
    async (bytes) => {
      const wrong = { headers: { 'x-cos-hash-crc64ecma': '17' } }
      service.fault = (line) => (/Complete|Put|Head/.test(line) ? wrong : undefined)
      await expect(upload(service.client, { bucket, key, source: bytes, ...inParts })).rejects.toMatchObject({
        code: 'ChecksumMismatch',
        message: expect.stringMatching(new RegExp(`17.*${crc64Text(bytes)}`)),
      })
      expect(service.objects.size).toBe(0)
      expect(service.count('DeleteObject')).toBe(2)
    },
  )

  test('a lost answer to the completion is not a failure', async () => {
    service.fault = (line) => (line === 'CompleteMultipartUpload' && service.count(line) === 1 ? 'lose-answer' : undefined)
    const output = await upload(service.client, { bucket, key, source: large, ...inParts })
    expect(output).toMatchObject({ crc64: crc64Text(large), sizeBytes: large.byteLength, etag: service.objects.get(key)!.etag })
    expect(service.count('AbortMultipartUpload')).toBe(0)
  })

  test.each([small, sampleBytes(large.byteLength, 2)])(
    'an upload that vanished is a failure when other bytes are under the key',
    async (other) => {
      service.put(key, other)
      service.fault = (line) => {
        if (line === 'CompleteMultipartUpload') service.uploads.clear()
        return undefined
      }
      await expect(upload(service.client, { bucket, key, source: large, ...inParts })).rejects.toMatchObject({ code: 'NoSuchUpload' })
      expect(service.objects.get(key)!.bytes).toBe(other)
    },
  )

  test('an upload that cannot be given up is told to the caller, and the first error stands', async () => {
    service.fault = (line) => (/UploadPart|Abort/.test(line) ? { answer: failure(403, 'AccessDenied') } : undefined)
    const leftovers: string[] = []
    const failed = upload(service.client, {
      bucket,
      key,
      source: large,
      ...inParts,
      onLeftover: ({ uploadId }) => leftovers.push(uploadId),
    })
    await expect(failed).rejects.toMatchObject({ operation: 'UploadPart' })
    expect(leftovers).toEqual([...service.uploads.keys()])
  })

  test.each(['grows', 'is cut'])('a file that %s meanwhile is not stored', async (how) => {
    const path = await file(large)
    service.fault = async (line) => {
      if (line === 'UploadPart 1') await (how === 'grows' ? appendFile(path, 'x') : writeFile(path, small))
      return undefined
    }
    await expect(upload(service.client, { bucket, key, source: path, ...inParts })).rejects.toThrow(/changed while it was uploaded/)
    expect(service.objects.size).toBe(0)
    expect(service.uploads.size).toBe(0)
  })

  test('an error of a stream is the error of the upload', async () => {
    async function* broken() {
      yield large
      throw new Error('the tape tore')
    }
    await expect(upload(service.client, { bucket, key, source: broken(), ...inParts })).rejects.toThrow('the tape tore')
    expect(service.uploads.size).toBe(0)
  })
})

describe('cancelling', () => {
  test.each(['PutObject', 'CreateMultipartUpload', 'UploadPart 4', 'CompleteMultipartUpload'])(
    'in %s surfaces the reason and leaves nothing',
    async (at) => {
      const controller = new AbortController()
      const reason = new Error('enough')
      service.fault = (line) => {
        if (line === at) controller.abort(reason)
        return undefined
      }
      const source = await file(at === 'PutObject' ? small : large)
      await expect(upload(service.client, { bucket, key, source, ...inParts, signal: controller.signal })).rejects.toBe(reason)
      expect(service.uploads.size).toBe(0)
      expect(service.objects.size).toBe(0)
      expect(service.underWay).toBe(0)
    },
  )

  test('while the upload is begun waits for its id, to give it up', async () => {
    const controller = new AbortController()
    service.fault = (line, { signal }) => {
      if (line !== 'CreateMultipartUpload') return undefined
      controller.abort('enough')
      expect(signal?.aborted).toBe(false)
      return undefined
    }
    await expect(upload(service.client, { bucket, key, source: large, ...inParts, signal: controller.signal })).rejects.toBe('enough')
    expect(service.requests).toEqual(['CreateMultipartUpload', 'AbortMultipartUpload'])
  })

  test('while a stream gives nothing ends at once and destroys the stream', async () => {
    const controller = new AbortController()
    const source = new Readable({ read() {} })
    const running = upload(service.client, { bucket, key, source, signal: controller.signal })
    setImmediate(() => controller.abort('enough'))
    await expect(running).rejects.toBe('enough')
    expect(source.destroyed).toBe(true)
  })
})

describe('progress', () => {
  test.each(['a path', 'bytes', 'a Node stream'])('of %s never falls, also when a part is repeated, and ends at the size', async (kind) => {
    const seen: Progress[] = []
    let refused = 0
    service.fault = (line) => (line === 'UploadPart 2' && refused++ === 0 ? { headers: { 'x-cos-hash-crc64ecma': '1' } } : undefined)
    const source = await sources[kind]!(large)
    await upload(service.client, { bucket, key, source, ...inParts, onProgress: (progress) => seen.push(progress) })
    for (let index = 1; index < seen.length; index++) {
      expect(seen[index]!.transferredBytes).toBeGreaterThanOrEqual(seen[index - 1]!.transferredBytes)
      expect(seen[index]!.confirmedBytes).toBeGreaterThanOrEqual(seen[index - 1]!.confirmedBytes)
    }
    const totalBytes = kind === 'a Node stream' ? undefined : large.byteLength
    expect(seen.at(-1)).toMatchObject({ transferredBytes: large.byteLength, confirmedBytes: large.byteLength, totalBytes })
  })

  test.each([small, large])('an error of the callback ends the upload with that error', async (bytes) => {
    const error = new Error('no more room on the screen')
    const failed = upload(service.client, {
      bucket,
      key,
      source: await file(bytes),
      ...inParts,
      onProgress() {
        throw error
      },
    })
    await expect(failed).rejects.toBe(error)
    expect(service.uploads.size).toBe(0)
  })
})

describe('bad input is refused before anything is sent', () => {
  test.each([
    ['source', { source: '/no/such/file' }],
    ['source', { source: tmpdir() }],
    ['source', { source: 5 as never }],
    ['source', { source: Readable.from(['text']) }],
    ['partSizeBytes', { partSizeBytes: 1000 }],
    ['concurrency', { concurrency: 0 }],
    ['multipartThresholdBytes', { multipartThresholdBytes: -1 }],
    ['bucket', { bucket: 'Photos' }],
    ['key', { key: '' }],
  ])('%s', async (member, wrong) => {
    await expect(upload(service.client, { bucket, key, source: small, ...wrong })).rejects.toMatchObject({ name: 'InputError', member })
    expect(service.requests).toEqual([])
  })
})
