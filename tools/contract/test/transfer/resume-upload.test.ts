import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  type CosClient,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
} from '@cos/core'
import { aesKey, encryption } from '@cos/crypto'
import { abortUploads, fileJournal, findUpload, resumeUpload, type TransferEvent, upload } from '@cos/transfer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bucket, Network } from './network.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'

const mebibyte = 1024 ** 2
const key = 'film.mov'
const bytes = sampleBytes(6 * mebibyte + 321)
let network: Network
let folder: string
let source: string
let journal: ReturnType<typeof fileJournal>
const inParts = { bucket, key, partSizeBytes: mebibyte, multipartThresholdBytes: mebibyte, concurrency: 1 }

beforeEach(async () => {
  network = await Network.start()
  folder = await mkdtemp(join(tmpdir(), 'cos-resume-'))
  source = join(folder, 'film.mov')
  journal = fileJournal(join(folder, 'journal'))
  await writeFile(source, bytes)
})
afterEach(async () => {
  await network.server.close()
  await rm(folder, { recursive: true })
})

/** Uploads until part `last` is there, then breaks off. */
async function breakOffAfter(last: number, options: object = {}): Promise<void> {
  const controller = new AbortController()
  network.fault = (line) => {
    if (line === `UploadPart ${last + 1}`) controller.abort(new Error('killed'))
    return undefined
  }
  await expect(
    upload(network.client, { ...inParts, source, resume: resumeUpload(journal), signal: controller.signal, ...options }),
  ).rejects.toThrow('killed')
  network.fault = () => undefined
  network.seen.length = 0
}

async function unfinished(): Promise<number> {
  return (await network.direct.send(new ListMultipartUploadsCommand({ bucket }))).uploads.length
}

async function goOn(options: object = {}): Promise<{ events: TransferEvent[]; output: Awaited<ReturnType<typeof upload>> }> {
  const transfer = upload(network.client, { ...inParts, source, resume: resumeUpload(journal), ...options })
  const events: TransferEvent[] = []
  const listening = (async () => {
    for await (const event of transfer.events()) events.push(event)
  })()
  const output = await transfer
  await listening
  expect(Buffer.compare(await network.get(key), await readFile(source))).toBe(0)
  expect(output.crc64).toBe(crc64Text(await readFile(source)))
  expect(await readdir(join(folder, 'journal'))).toEqual([])
  return { events, output }
}

describe('goes on', () => {
  test.each([0, 1, 3, 6])('after %d parts, and sends only the others', async (count) => {
    await breakOffAfter(count)
    const { events, output } = await goOn()
    expect(network.count(/^UploadPart /)).toBe(7 - count)
    expect(network.count(/^CreateMultipartUpload/)).toBe(0)
    expect(network.sentBytes).toBeLessThan(bytes.byteLength - count * mebibyte + 4096)
    expect(events.some(({ type }) => type === 'resumed')).toBe(count > 0)
    expect(output.partCount).toBe(7)
    expect(await unfinished()).toBe(0)
  })

  test('when the completion was refused, and sends nothing but it', async () => {
    network.fault = (line) => (line === 'CompleteMultipartUpload' ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
    await expect(upload(network.client, { ...inParts, source, resume: resumeUpload(journal) })).rejects.toMatchObject({
      code: 'AccessDenied',
    })
    network.fault = () => undefined
    network.seen.length = 0
    await goOn()
    expect(network.seen.map(({ line }) => line)).toEqual(['ListParts', 'CompleteMultipartUpload'])
  })

  test('when the object was made and nobody heard of it, and sends nothing at all', async () => {
    network.fault = (line) => {
      if (line === 'CompleteMultipartUpload') return { kind: 'lose-answer' }
      return line === 'HeadObject' ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined
    }
    await expect(upload(network.client, { ...inParts, source, resume: resumeUpload(journal) })).rejects.toMatchObject({
      code: 'ConnectionLost',
    })
    network.fault = () => undefined
    network.seen.length = 0
    await goOn()
    expect(network.seen.map(({ line }) => line)).toEqual(['ListParts', 'HeadObject'])
  })

  describe('with an encrypting client', () => {
    const encrypted = (seed: number) => network.client.with(encryption({ keys: aesKey({ key: new Uint8Array(32).fill(seed) }) }))
    const begin = (client: CosClient) => upload(client, { ...inParts, source, resume: resumeUpload(journal) })
    const loseEnd = async () => {
      network.fault = (line) => {
        if (line === 'CompleteMultipartUpload') return { kind: 'lose-answer' }
        return line === 'HeadObject' ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined
      }
      await expect(begin(encrypted(1))).rejects.toMatchObject({ code: 'ConnectionLost' })
      network.fault = () => undefined
      network.seen.length = 0
    }
    const read = async () => (await encrypted(1).send(new GetObjectCommand({ bucket, key }))).body.bytes()

    test('when the object was made and nobody heard of it: its envelope says that it was this upload', async () => {
      await loseEnd()
      const { partCount, sizeBytes } = await begin(encrypted(1))
      expect({ partCount, sizeBytes }).toEqual({ partCount: 7, sizeBytes: bytes.byteLength })
      expect(network.count(/^(UploadPart|CreateMultipartUpload)/)).toBe(0)
      expect(Buffer.compare(await read(), bytes)).toBe(0)
      expect(await readdir(join(folder, 'journal'))).toEqual([])
    })

    test('but not when the object of that name and size came from another upload', async () => {
      await loseEnd()
      await upload(encrypted(1), { ...inParts, source })
      network.seen.length = 0
      await begin(encrypted(1))
      expect(network.count(/^UploadPart /)).toBe(7)
      expect(Buffer.compare(await read(), bytes)).toBe(0)
    })
  })

  test('with the part size of the record', async () => {
    await breakOffAfter(2)
    const { output } = await goOn({ partSizeBytes: 3 * mebibyte })
    expect(output.partCount).toBe(7)
  })

  test('progress begins with what is there', async () => {
    await breakOffAfter(3)
    const seen: number[] = []
    await goOn({ onProgress: ({ confirmedBytes }: { confirmedBytes: number }) => seen.push(confirmedBytes) })
    expect(seen[0]).toBe(3 * mebibyte)
    expect(seen.at(-1)).toBe(bytes.byteLength)
  })

  test('with a Blob that has name and time, as in a page after a reload', async () => {
    const file = () => new File([bytes.slice()], 'film.mov', { lastModified: 1_700_000_000_000 })
    await breakOffAfter(3, { source: file() })
    await goOn({ source: file() })
    expect(network.count(/^UploadPart /)).toBe(4)
  })

  test('with bytes, which are known by their checksum', async () => {
    await breakOffAfter(3, { source: bytes.slice() })
    await goOn({ source: bytes.slice() })
    expect(network.count(/^UploadPart /)).toBe(4)
  })
})

describe('begins anew and gives the old upload up', () => {
  test('when the source has changed', async () => {
    await breakOffAfter(3)
    await writeFile(source, sampleBytes(bytes.byteLength, 7))
    const { events } = await goOn()
    expect(events).toContainEqual({ type: 'restarted', reason: 'The source has changed.' })
    expect(network.count(/^UploadPart /)).toBe(7)
    expect(await unfinished()).toBe(0)
  })

  test('when only the time of the source has changed, because then nobody knows', async () => {
    await breakOffAfter(3)
    await utimes(source, 1, 1)
    await goOn()
    expect(network.count(/^UploadPart /)).toBe(7)
    expect(await unfinished()).toBe(0)
  })

  test('when this call gives other headers: options are never ignored on resume', async () => {
    await breakOffAfter(3, { metadata: { a: 'old' }, contentType: 'text/plain' })
    await goOn({ metadata: { a: 'new' }, contentType: 'text/html' })
    const head = await network.direct.send(new HeadObjectCommand({ bucket, key }))
    expect(head).toMatchObject({ metadata: { a: 'new' }, contentType: 'text/html' })
    expect(await unfinished()).toBe(0)
  })

  test('when somebody else has sent parts that this source does not have', async () => {
    await breakOffAfter(3)
    const { uploads } = await network.direct.send(new ListMultipartUploadsCommand({ bucket }))
    await network.direct.send(new UploadPartCommand({ bucket, key, uploadId: uploads[0]!.uploadId, partNumber: 9, body: 'x' }))
    const { events } = await goOn()
    expect(events).toContainEqual({ type: 'restarted', reason: 'Somebody else has sent parts to the upload.' })
    expect(await unfinished()).toBe(0)
  })

  test('when the file changes while it is uploaded, and leaves nothing', async () => {
    network.fault = async (line) => {
      if (line === 'UploadPart 3') await utimes(source, 1, 1)
      return undefined
    }
    await expect(upload(network.client, { ...inParts, source, resume: resumeUpload(journal) })).rejects.toThrow(
      /changed while it was uploaded/,
    )
    expect(await unfinished()).toBe(0)
    expect(await readdir(join(folder, 'journal'))).toEqual([])
  })
})

describe('begins anew', () => {
  test('when the service does not have the upload any more', async () => {
    await breakOffAfter(3)
    await abortUploads(network.direct, { bucket, key })
    const { events } = await goOn()
    expect(events).toContainEqual({ type: 'restarted', reason: 'The service does not have the upload any more.' })
    expect(network.count(/^UploadPart /)).toBe(7)
  })

  test.each([
    ['of an older version', '{"version":0,"uploadId":"u"}'],
    ['that is no JSON', 'what?'],
  ])('when the journal holds a record %s', async (_, line) => {
    const record = await journal.open('any')
    await record.begin(line)
    await record.close()
    await breakOffAfter(3)
    const [name] = (await readdir(join(folder, 'journal'))).filter((file) => file.startsWith('upload-'))
    const other = await readFile(join(folder, 'journal', 'any.journal'))
    await writeFile(join(folder, 'journal', name!), other)
    await rm(join(folder, 'journal', 'any.journal'))
    const { events } = await goOn()
    expect(events).toContainEqual({ type: 'restarted', reason: 'The journal cannot be read by this version.' })
  })

  test.each([10, 100, -1])('as far as the record is damaged: byte %d', async (at) => {
    await breakOffAfter(5)
    const [name] = await readdir(join(folder, 'journal'))
    const path = join(folder, 'journal', name!)
    const text = await readFile(path)
    const place = at < 0 ? text.length + at - 30 : at
    text[place]! ^= 1
    await writeFile(path, text)
    await goOn()
    // The header is the first line; damage in the last costs one part.
    expect(network.count(/^UploadPart /)).toBe(at < 0 ? 3 : 7)
    await abortUploads(network.direct, { bucket })
  })

  test('at the part that was cut in the journal', async () => {
    await breakOffAfter(5)
    const [name] = await readdir(join(folder, 'journal'))
    const path = join(folder, 'journal', name!)
    await writeFile(path, (await readFile(path)).subarray(0, -10))
    await goOn()
    expect(network.count(/^UploadPart /)).toBe(3)
  })
})

test('a part that somebody else has replaced is sent again', async () => {
  await breakOffAfter(3)
  const { uploads } = await network.direct.send(new ListMultipartUploadsCommand({ bucket }))
  const body = sampleBytes(mebibyte, 99)
  await network.direct.send(new UploadPartCommand({ bucket, key, uploadId: uploads[0]!.uploadId, partNumber: 2, body }))
  await goOn()
  expect(network.count(/^UploadPart /)).toBe(5)
  expect(network.count(/^UploadPart 2$/)).toBe(1)
})

test('two calls at once: the second fails and disturbs nothing', async () => {
  let begun: Promise<unknown> | undefined
  network.fault = async (line) => {
    if (line !== 'UploadPart 3') return undefined
    begun ??= upload(network.client, { ...inParts, source, resume: resumeUpload(journal) }).then(
      () => 'both',
      (error) => error,
    )
    await begun
    return undefined
  }
  await goOn()
  expect(await begun).toMatchObject({ code: 'TransferLocked' })
})

test('a failed upload without resume leaves nothing behind', async () => {
  network.fault = (line) => (line === 'UploadPart 3' ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
  await expect(upload(network.client, { ...inParts, source })).rejects.toMatchObject({ code: 'AccessDenied' })
  expect(await unfinished()).toBe(0)
})

test('a stream cannot go on', async () => {
  await expect(upload(network.client, { ...inParts, source: Readable.from([bytes]), resume: resumeUpload(journal) })).rejects.toMatchObject(
    {
      name: 'InputError',
      member: 'resume',
    },
  )
})

describe('without a record', () => {
  const resume = () => resumeUpload(journal, { otherwise: findUpload() })
  const begin = async (parts: readonly (readonly [number, Uint8Array])[], options: object = {}) => {
    const { uploadId } = await network.direct.send(new CreateMultipartUploadCommand({ bucket, key, ...options }))
    for (const [partNumber, body] of parts) await network.direct.send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body }))
    return uploadId
  }
  const part = (number: number) => [number, bytes.slice((number - 1) * mebibyte, number * mebibyte)] as const

  test('an upload of the key is found, its parts are compared, and those that differ are sent again', async () => {
    await begin([part(1), [2, sampleBytes(mebibyte, 50)], part(3)])
    await goOn({ resume: resume() })
    expect(network.count(/^UploadPart /)).toBe(5)
    expect(await unfinished()).toBe(0)
  })

  test('it is found behind a thousand others', async () => {
    for (let index = 0; index < 1005; index++)
      await network.direct.send(new CreateMultipartUploadCommand({ bucket, key: `${key}.${index}` }))
    const uploadId = await begin([part(1)])
    for (let index = 0; index < 3; index++) await begin([])
    await goOn({ resume: resume() })
    expect(network.count(/^UploadPart /)).toBe(6)
    await expect(network.direct.send(new AbortMultipartUploadCommand({ bucket, key, uploadId }))).rejects.toMatchObject({
      code: 'NoSuchUpload',
    })
  })

  test('uploads of other keys, of other bytes and of other classes stay as they are', async () => {
    await begin([[1, sampleBytes(mebibyte, 60)]])
    await begin([part(1)], { storageClass: 'STANDARD_IA' })
    const { events } = await goOn({ resume: resume() })
    expect(events.some(({ type }) => type === 'resumed')).toBe(false)
    expect(network.count(/^UploadPart /)).toBe(7)
    expect(await unfinished()).toBe(2)
  })
})
