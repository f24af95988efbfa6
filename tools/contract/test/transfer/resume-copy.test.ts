import { readdir, readFile, writeFile } from 'node:fs/promises'
import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  type PutObjectInput,
  UploadPartCommand,
} from '@cos/core'
import { copy, fileJournal, resumeCopy, type TransferEvent } from '@cos/transfer'
import { beforeEach, describe, expect, test } from 'vitest'
import { bucket } from './network.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'
import { setStage } from './stage.js'

const mebibyte = 1024 ** 2
const bytes = sampleBytes(5 * mebibyte + 99)
const key = 'to.bin'
const inParts = { bucket, key, source: { bucket, key: 'from.bin' }, multipartThresholdBytes: mebibyte, partSizeBytes: mebibyte }
const stage = setStage()
let resume: ReturnType<typeof resumeCopy>

const putSource = (body: Uint8Array, headers: Partial<PutObjectInput> = {}) =>
  stage.network.direct.send(new PutObjectCommand({ ...inParts.source, body, contentType: 'video/mp4', ...headers }))

beforeEach(async () => {
  resume = resumeCopy(fileJournal(stage.at('journal')))
  await putSource(bytes)
})

/** Copies until part `last` is there, then breaks off. */
async function breakOffAfter(last: number): Promise<void> {
  const { network } = stage
  const controller = new AbortController()
  network.fault = (line) => {
    if (line === `UploadPartCopy ${last + 1}`) controller.abort(new Error('killed'))
    return undefined
  }
  await expect(copy(network.client, { ...inParts, concurrency: 1, resume, signal: controller.signal })).rejects.toThrow('killed')
  network.fault = () => undefined
  network.seen.length = 0
}

async function uploads(): Promise<{ uploadId: string }[]> {
  return [...(await stage.network.direct.send(new ListMultipartUploadsCommand({ bucket }))).uploads]
}

async function goOn(wanted = bytes, options: object = {}): Promise<TransferEvent[]> {
  const transfer = copy(stage.network.client, { ...inParts, resume, ...options })
  const events: TransferEvent[] = []
  const listening = (async () => {
    for await (const event of transfer.events()) events.push(event)
  })()
  const { crc64 } = await transfer
  await listening
  expect(crc64).toBe(crc64Text(wanted))
  expect(Buffer.compare(await stage.network.get(key), wanted)).toBe(0)
  expect(await readdir(stage.at('journal'))).toEqual([])
  expect(await uploads()).toEqual([])
  return events
}

const parts = () => stage.network.count(/^UploadPartCopy /)

describe('goes on', () => {
  test.each([0, 1, 4])('after %d parts, and copies only the others', async (count) => {
    await breakOffAfter(count)
    const events = await goOn()
    expect(parts()).toBe(6 - count)
    expect(stage.network.count(/^CreateMultipartUpload/)).toBe(0)
    expect(events.find(({ type }) => type === 'resumed')).toEqual(
      count === 0 ? undefined : { type: 'resumed', partCount: count, sizeBytes: count * mebibyte },
    )
  })

  test('when the object was made and nobody heard of it, and copies nothing', async () => {
    const { network } = stage
    network.fault = (line) =>
      line === 'CompleteMultipartUpload' || (line === 'HeadObject' && network.count(/^CompleteMulti/) > 0)
        ? { kind: 'lose-answer' }
        : undefined
    await expect(copy(network.client, { ...inParts, resume })).rejects.toMatchObject({ code: 'ConnectionLost' })
    network.fault = () => undefined
    network.seen.length = 0
    await goOn()
    expect(parts()).toBe(0)
  })

  test('with what the journal can prove, when its end is damaged', async () => {
    await breakOffAfter(3)
    const [name] = (await readdir(stage.at('journal'))).filter((name) => name.endsWith('.journal'))
    const path = stage.at(`journal/${name}`)
    await writeFile(path, (await readFile(path)).subarray(0, -3))
    await goOn()
    expect(parts()).toBe(4)
  })
})

describe('begins anew', () => {
  test('when the source was replaced, and gives the old upload up', async () => {
    await breakOffAfter(3)
    const other = sampleBytes(5 * mebibyte + 99, 7)
    await putSource(other)
    const events = await goOn(other)
    expect(parts()).toBe(6)
    expect(events).toContainEqual({ type: 'restarted', reason: 'The source has changed.' })
  })

  test('when the source is replaced in the middle, and leaves nothing of the old one', async () => {
    const { network } = stage
    const other = sampleBytes(5 * mebibyte + 99, 7)
    let isReplaced = false
    network.fault = async (line) => {
      if (line === 'UploadPartCopy 4' && !isReplaced) {
        isReplaced = true
        await putSource(other)
      }
      return undefined
    }
    const events = await goOn(other, { concurrency: 1 })
    expect(events.some(({ type }) => type === 'restarted')).toBe(true)
  })

  test('when this call, or the source, gives the object other headers', async () => {
    await breakOffAfter(3)
    await goOn(bytes, { storageClass: 'STANDARD_IA' })
    expect(parts()).toBe(6)
    await breakOffAfter(2)
    await putSource(bytes, { contentType: 'text/plain' })
    await goOn()
    expect(parts()).toBe(6)
  })

  test('when the service does not have the upload any more', async () => {
    await breakOffAfter(3)
    const [{ uploadId } = { uploadId: '' }] = await uploads()
    await stage.network.direct.send(new AbortMultipartUploadCommand({ bucket, key, uploadId }))
    await goOn()
    expect(parts()).toBe(6)
  })
})

test('a part that somebody else has replaced is copied again', async () => {
  await breakOffAfter(3)
  const [{ uploadId } = { uploadId: '' }] = await uploads()
  const foreign = new UploadPartCommand({ bucket, key, uploadId, partNumber: 2, body: sampleBytes(mebibyte, 5) })
  await stage.network.direct.send(foreign)
  await goOn()
  expect(stage.network.count(/^UploadPartCopy 2$/)).toBe(1)
  expect(parts()).toBe(4)
})

test('two calls at once: the second fails and disturbs nothing', async () => {
  const { network } = stage
  let second: Promise<unknown> | undefined
  network.fault = async (line) => {
    if (line === 'UploadPartCopy 2') {
      second ??= copy(network.direct, { ...inParts, resume }).catch((error: unknown) => error)
      await second
    }
    return undefined
  }
  await goOn()
  expect(await second).toMatchObject({ code: 'TransferLocked' })
})
