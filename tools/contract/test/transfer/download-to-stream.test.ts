import { PassThrough, Writable } from 'node:stream'
import { download, fileJournal, resumeDownload } from '@cos/transfer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bucket, fastClock, Network } from './network.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'

const mebibyte = 1024 ** 2
const key = 'film.mov'
const bytes = sampleBytes(6 * mebibyte + 321)
const options = { bucket, key, partSizeBytes: mebibyte, concurrency: 1, clock: fastClock }
let network: Network

beforeEach(async () => {
  network = await Network.start()
  await network.put(key, bytes)
})
afterEach(async () => {
  expect(network.open).toBe(0)
  await network.server.close()
})

describe('a download into a stream', () => {
  const collect = () => {
    const chunks: Buffer[] = []
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(Buffer.from(chunk))
        done()
      },
    })
    return { stream, whole: () => Buffer.concat(chunks) }
  }

  test('of Node', async () => {
    const { stream, whole } = collect()
    const { crc64 } = await download(network.client, { ...options, target: stream })
    expect(Buffer.compare(whole(), bytes)).toBe(0)
    expect(crc64).toBe(crc64Text(bytes))
    expect(stream.writableFinished).toBe(true)
  })

  test('parts fetched ahead come in order, and no more of them than asked for are held', async () => {
    const { stream, whole } = collect()
    const underWay: number[] = []
    network.fault = async (_line) => {
      underWay.push(network.open)
      return undefined
    }
    const { crc64 } = await download(network.client, { ...options, concurrency: 5, readAheadBytes: 3 * mebibyte, target: stream })
    expect(Buffer.compare(whole(), bytes)).toBe(0)
    expect(crc64).toBe(crc64Text(bytes))
    expect(Math.max(...underWay)).toBeLessThanOrEqual(3)
    expect(network.count(/^GetObject/)).toBe(7)
  })

  test('a stream that breaks ends the download with its error', async () => {
    const stream = new PassThrough({ highWaterMark: 1 })
    stream.once('data', () => stream.destroy(new Error('the pipe burst')))
    await expect(download(network.client, { ...options, target: stream })).rejects.toThrow('the pipe burst')
  })

  test('an error of the download destroys the stream', async () => {
    const { stream } = collect()
    stream.on('error', () => {})
    await expect(download(network.client, { ...options, key: 'none', target: stream })).rejects.toMatchObject({ code: 'NoSuchKey' })
    expect(stream.destroyed).toBe(true)
  })

  test('resume is refused, because what was taken cannot be taken back', async () => {
    await expect(
      download(network.client, { ...options, target: collect().stream, resume: resumeDownload(fileJournal('none')) }),
    ).rejects.toMatchObject({ member: 'resume' })
  })
})
