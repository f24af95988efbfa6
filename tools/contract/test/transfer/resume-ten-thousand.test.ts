import { readdir, truncate, writeFile } from 'node:fs/promises'
import { AbortMultipartUploadCommand, ListMultipartUploadsCommand, UploadPartCommand } from '@cos/core'
import { fileJournal, resumeUpload, upload } from '@cos/transfer'
import { expect, test } from 'vitest'
import { bucket } from './network.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'
import { setStage } from './stage.js'

const mebibyte = 1024 ** 2
const partCount = 10_000
const stage = setStage()

test(`an upload of ${partCount} parts goes on with what is new as soon as the service has listed the others`, {
  timeout: 120_000,
}, async () => {
  const { network, at } = stage
  const key = 'film.mov'
  // A file with nothing in it: what is there already is not read again, so its bytes do not matter.
  await writeFile(at(key), '')
  await truncate(at(key), partCount * mebibyte)
  const journal = fileJournal(at('journal'))
  /** Starts, and breaks off with the first part it sends; resolves to how long it took until then. */
  const untilFirstPart = async () => {
    const controller = new AbortController()
    const startedAt = performance.now()
    let elapsedMs = Number.NaN
    network.fault = (line) => {
      if (line.startsWith('UploadPart ')) {
        elapsedMs = performance.now() - startedAt
        controller.abort(new Error('killed'))
      }
      return undefined
    }
    const options = { bucket, key, source: at(key), partSizeBytes: mebibyte, concurrency: 1, signal: controller.signal }
    await expect(upload(network.client, { ...options, resume: resumeUpload(journal) })).rejects.toThrow('killed')
    return elapsedMs
  }
  await untilFirstPart()

  // All parts but the last are there. They are short, because only the last step of an upload minds, and are noted so.
  const body = sampleBytes(64)
  const { uploads } = await network.direct.send(new ListMultipartUploadsCommand({ bucket }))
  const { uploadId } = uploads[0]!
  const name = (await readdir(at('journal'))).find((entry) => entry.endsWith('.journal'))!.replace(/\.journal$/, '')
  const record = await journal.open(name)
  const lines: Promise<void>[] = []
  for (let partNumber = 1; partNumber < partCount; partNumber++) {
    const { etag } = await network.direct.send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body }))
    lines.push(record.append(JSON.stringify([partNumber, body.byteLength, etag, crc64Text(body)])))
  }
  await Promise.all(lines)
  await record.close()

  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    network.seen.length = 0
    times.push(await untilFirstPart())
    const lines = network.seen.map(({ line }) => line)
    // Ten pages, and then the one part; nothing of the file is read before.
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...Array.from({ length: partCount / 1000 }, () => 'ListParts'), 'UploadPart'])
    expect(lines.at(-1)).toBe(`UploadPart ${partCount}`)
  }
  times.sort((left, right) => left - right)
  console.log(`the first new byte after ${times.map((time) => Math.round(time)).join(', ')} ms`)
  await network.direct.send(new AbortMultipartUploadCommand({ bucket, key, uploadId }))
})
