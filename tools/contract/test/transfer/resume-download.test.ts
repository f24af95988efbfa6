import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CosClient, PutBucketVersioningCommand } from '@cos/core'
import { type DownloadOptions, download, fileJournal, type Journal, resumeDownload, type TransferEvent } from '@cos/transfer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bucket, fastClock, Network } from './network.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'

const mebibyte = 1024 ** 2
const key = 'film.mov'
const bytes = sampleBytes(6 * mebibyte + 321)
const options = { bucket, key, partSizeBytes: mebibyte, concurrency: 1, clock: fastClock }
let network: Network
let folder: string
let target: string
let resume: ReturnType<typeof resumeDownload>

beforeEach(async () => {
  network = await Network.start()
  await network.put(key, bytes)
  folder = await mkdtemp(join(tmpdir(), 'cos-resume-'))
  target = join(folder, 'film.mov')
  resume = resumeDownload(fileJournal(join(folder, 'journal')))
})
afterEach(async () => {
  expect(network.open).toBe(0)
  await network.server.close()
  await rm(folder, { recursive: true })
})

const rangeOf = (partNumber: number) => `GetObject bytes=${(partNumber - 1) * mebibyte}-`

/** Downloads until part `last` is there, then breaks off. */
async function breakOffAfter(last: number): Promise<void> {
  const controller = new AbortController()
  network.fault = (line) => {
    if (line.startsWith(rangeOf(last + 1))) controller.abort(new Error('killed'))
    return undefined
  }
  await expect(download(network.client, { ...options, target, resume, signal: controller.signal })).rejects.toThrow('killed')
  network.fault = () => undefined
  network.seen.length = 0
}

async function goOn(wanted = bytes, more: Partial<DownloadOptions> = {}): Promise<TransferEvent[]> {
  const transfer = download(network.client, { ...options, target, resume, ...more })
  const events: TransferEvent[] = []
  const listening = (async () => {
    for await (const event of transfer.events()) events.push(event)
  })()
  const { crc64 } = await transfer
  await listening
  expect(Buffer.compare(await readFile(target), wanted)).toBe(0)
  expect(crc64).toBe(crc64Text(wanted))
  expect((await readdir(folder)).sort()).toEqual(['film.mov', 'journal'])
  expect(await readdir(join(folder, 'journal'))).toEqual([])
  return events
}

async function temporary(): Promise<string> {
  return join(folder, (await readdir(folder)).find((name) => name.endsWith('.part'))!)
}

test('an object that is not there leaves no file and no record', async () => {
  await expect(download(network.client, { ...options, key: 'missing', target, resume })).rejects.toMatchObject({ code: 'NoSuchKey' })
  expect(await readdir(folder)).toEqual(['journal'])
  expect(await readdir(join(folder, 'journal'))).toEqual([])
})

describe('goes on', () => {
  test.each([1, 3, 6])('after %d parts, and fetches only the others', async (count) => {
    await breakOffAfter(count)
    const events = await goOn()
    expect(network.count(/^GetObject/)).toBe(7 - count)
    expect(events).toContainEqual({ type: 'resumed', partCount: count, sizeBytes: count * mebibyte })
  })

  test('only with the version it began with: one replaced since is fetched anew, never mixed', async () => {
    await breakOffAfter(3)
    const other = sampleBytes(bytes.byteLength, 2)
    await network.put(key, other)
    const events = await goOn(other)
    expect(events).toContainEqual({ type: 'restarted', reason: 'The object has changed.' })
    expect(network.count(/^GetObject/)).toBe(7)
  })

  test('anew when the record is damaged', async () => {
    await breakOffAfter(3)
    const [name] = await readdir(join(folder, 'journal'))
    await writeFile(join(folder, 'journal', name!), 'what?')
    await goOn()
    expect(network.count(/^GetObject/)).toBe(7)
  })

  test('anew when the unfinished file is gone', async () => {
    await breakOffAfter(3)
    await rm(await temporary())
    await goOn()
    expect(network.count(/^GetObject/)).toBe(7)
  })

  test('anew when the unfinished file has another length', async () => {
    await breakOffAfter(3)
    await truncate(await temporary(), 2 * mebibyte)
    await goOn()
    expect(network.count(/^GetObject/)).toBe(7)
  })

  test('not through a link that somebody put in place of the unfinished file', async () => {
    await breakOffAfter(3)
    const path = await temporary()
    const victim = join(folder, 'victim')
    await writeFile(victim, 'mine')
    await rm(path)
    await symlink(victim, path)
    await download(network.client, { ...options, target, resume })
    expect(await readFile(victim, 'utf8')).toBe('mine')
    expect(Buffer.compare(await readFile(target), bytes)).toBe(0)
  })
})

describe('when the file had got its name, and the process ended before its journal went', () => {
  /** A journal whose records cannot be removed any more: their process is gone. */
  const dying = (journal: Journal): Journal => ({
    async open(name) {
      const record = await journal.open(name)
      const remove = async () => {
        await record.close()
        throw new Error('killed')
      }
      return {
        lines: record.lines,
        begin: (line) => record.begin(line),
        append: (line) => record.append(line),
        close: async () => {},
        remove,
      }
    },
  })
  const dieAtTheEnd = async (more: Partial<DownloadOptions> = {}) => {
    const dies = resumeDownload(dying(fileJournal(join(folder, 'journal'))))
    await expect(download(network.client, { ...options, target, ...more, resume: dies })).rejects.toThrow('killed')
    expect(Buffer.compare(await readFile(target), bytes)).toBe(0)
    expect(await readdir(join(folder, 'journal'))).toHaveLength(1)
    network.seen.length = 0
  }
  const lines = () => network.seen.map(({ line }) => line)

  test('the next call sees that everything is there, and only asks whether it is still the object', async () => {
    await dieAtTheEnd()
    const { ino } = await stat(target)
    const events = await goOn()
    expect(lines()).toEqual(['HeadObject'])
    expect(events).toContainEqual({ type: 'resumed', partCount: 7, sizeBytes: bytes.byteLength })
    expect((await stat(target)).ino).toBe(ino)
  })

  test('also where no file was to be replaced', async () => {
    await dieAtTheEnd({ existing: 'fail' })
    await goOn(bytes, { existing: 'fail' })
    expect(lines()).toEqual(['HeadObject'])
  })

  test.each<[string, () => Promise<unknown>]>([
    ['was written to', () => appendFile(target, 'x')],
    ['was touched', () => utimes(target, 1, 1)],
    ['was replaced by one of the same size and time', () => replaceKeepingTime()],
  ])('it begins anew when the file %s', async (_, change) => {
    await dieAtTheEnd()
    await change()
    await goOn()
    expect(network.count(/^GetObject/)).toBe(7)
  })
  const replaceKeepingTime = async () => {
    const { atime, mtime } = await stat(target)
    const other = join(folder, 'other')
    await writeFile(other, sampleBytes(bytes.byteLength, 9))
    await rm(target)
    await writeFile(target, await readFile(other))
    await rm(other)
    await utimes(target, atime, mtime)
  }

  test('it begins anew when the object was replaced since', async () => {
    await dieAtTheEnd()
    const other = sampleBytes(bytes.byteLength, 2)
    await network.put(key, other)
    const events = await goOn(other)
    expect(events).toContainEqual({ type: 'restarted', reason: 'The object has changed.' })
    expect(network.count(/^GetObject/)).toBe(7)
  })

  test('it begins anew when nobody had compared the checksum, and this call wants it compared', async () => {
    await dieAtTheEnd({ verifyChecksum: false })
    await goOn()
    expect(network.count(/^GetObject/)).toBe(7)
  })
})

test('the record is found again when the path leads through a link', async () => {
  await mkdir(join(folder, 'real'))
  await symlink(join(folder, 'real'), join(folder, 'link'))
  const through = { ...options, target: join(folder, 'link', 'film.mov'), resume }
  network.fault = (line) => (line.startsWith(rangeOf(4)) ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
  await expect(download(network.client, through)).rejects.toMatchObject({ code: 'AccessDenied' })
  network.fault = () => undefined
  network.seen.length = 0
  await download(network.client, { ...through, target: join(folder, 'real', 'film.mov') })
  expect(network.count(/^GetObject/)).toBe(4)
  expect(await readdir(join(folder, 'journal'))).toEqual([])
})

test('two calls at once: the second fails and disturbs nothing', async () => {
  let second: Promise<unknown> | undefined
  network.fault = async (line) => {
    if (!line.startsWith(rangeOf(3))) return undefined
    second ??= download(network.client, { ...options, target, resume }).catch((error: unknown) => error)
    expect(await second).toMatchObject({ code: 'TransferLocked' })
    return undefined
  }
  await goOn()
})

describe('an object that is replaced while it is downloaded', () => {
  const replaceOnce = () => {
    const other = sampleBytes(bytes.byteLength - mebibyte, 3)
    let isReplaced = false
    network.fault = async (line) => {
      if (line.startsWith(rangeOf(4)) && !isReplaced) {
        isReplaced = true
        await network.put(key, other)
      }
      return undefined
    }
    return other
  }

  test('is fetched anew into a file', async () => {
    const other = replaceOnce()
    const transferred: number[] = []
    const events = await goOn(other, { onProgress: ({ transferredBytes }) => transferred.push(transferredBytes) })
    expect(events.filter(({ type }) => type === 'restarted')).toMatchObject([{ reason: { code: 'ObjectChanged' } }])
    for (let index = 1; index < transferred.length; index++)
      expect(transferred[index]).toBeGreaterThanOrEqual(Math.min(transferred[index - 1]!, other.byteLength))
    expect(transferred.at(-1)).toBe(other.byteLength)
  })

  test('is an error for a stream, which has passed on bytes of the old one', async () => {
    replaceOnce()
    const taken: Uint8Array[] = []
    const failed = download(network.client, { ...options, readAheadBytes: 2 * mebibyte, target: (chunk) => void taken.push(chunk.slice()) })
    await expect(failed).rejects.toMatchObject({ code: 'ObjectChanged' })
    const whole = Buffer.concat(taken)
    expect(Buffer.compare(whole, bytes.subarray(0, whole.byteLength))).toBe(0)
  })
})

describe('the target', () => {
  test('that exists stays when it is not to be replaced', async () => {
    await writeFile(target, 'mine')
    await expect(download(network.client, { ...options, target, existing: 'fail' })).rejects.toMatchObject({ code: 'TargetExists' })
    expect(network.seen).toEqual([])
    expect(await readFile(target, 'utf8')).toBe('mine')
  })

  test('that appears meanwhile stays, too', async () => {
    network.fault = async (line) => {
      if (line.startsWith(rangeOf(4))) await writeFile(target, 'mine')
      return undefined
    }
    await expect(download(network.client, { ...options, target, existing: 'fail' })).rejects.toMatchObject({ code: 'TargetExists' })
    expect(await readFile(target, 'utf8')).toBe('mine')
    expect(await readdir(folder)).toEqual(['film.mov'])
  })

  test('in a folder that is not there is refused before anything is asked', async () => {
    await expect(download(network.client, { ...options, target: join(folder, 'none', 'a') })).rejects.toMatchObject({
      name: 'InputError',
      member: 'target',
    })
    expect(network.seen).toEqual([])
  })

  test('in a read-only folder is refused before anything is asked', async () => {
    await chmod(folder, 0o500)
    // Whom no permission stops is stopped by what the kernel keeps there.
    const place = process.getuid?.() === 0 ? '/proc/film.mov' : target
    await expect(download(network.client, { ...options, target: place })).rejects.toMatchObject({ name: 'InputError', member: 'target' })
    expect(network.seen).toEqual([])
    await chmod(folder, 0o700)
  })

  test('has its full length from the start, and blocks only where bytes are', async () => {
    const sizeBytes = 40 * mebibyte
    await network.put('long', new Uint8Array(sizeBytes))
    let found: { size: number; blocks: number } | undefined
    network.fault = async (line) => {
      if (line.startsWith('GetObject bytes=') && !line.startsWith(rangeOf(1))) found ??= await stat(await temporary())
      return undefined
    }
    await download(network.client, { ...options, key: 'long', target })
    expect(found?.size).toBe(sizeBytes)
    expect((found?.blocks ?? 0) * 512).toBeLessThan(10 * mebibyte)
  })
})

test('conditions and the version go with the first request, and later ones name what it found', async () => {
  const { etag } = await download(network.client, { ...options, target })
  network.seen.length = 0
  await expect(download(network.client, { ...options, target, ifNoneMatch: etag })).rejects.toMatchObject({ code: 'NotModified' })
  network.seen.length = 0
  await download(network.client, { ...options, target, ifMatch: etag, responseContentType: 'text/x-asked' })
  for (const { request } of network.seen) {
    expect(request.headers['if-match']).toBe(etag)
    expect(request.query['response-content-type']).toBe('text/x-asked')
  }
})

test('a version that is asked for is fetched and goes on as that version, whatever came later', async () => {
  await network.direct.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
  const { versionId } = (await network.put(key, bytes)) as { versionId?: string }
  await network.put(key, sampleBytes(bytes.byteLength, 8))
  const asked = { ...options, target, resume, versionId }
  network.fault = (line) => (line.startsWith(rangeOf(4)) ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
  await expect(download(network.client, asked)).rejects.toMatchObject({ code: 'AccessDenied' })
  network.fault = () => undefined
  await download(network.client, asked)
  expect(Buffer.compare(await readFile(target), bytes)).toBe(0)
  expect(network.count(/^GetObject/)).toBe(8)
  for (const { request } of network.seen) expect(request.query['versionId']).toBe(versionId)
})

test('a client that verifies no checksums reaches the download', async () => {
  const { credentials, region, transport } = network.server
  const client = new CosClient({ credentials, region, transport, verifyChecksums: false })
  expect((await download(client, { ...options, target })).crc64).toBeUndefined()
  expect((await download(client, { ...options, target, verifyChecksum: true })).crc64).toBe(crc64Text(bytes))
})

test('bytes damaged on the way are fetched once more', async () => {
  let damaged = 0
  network.fault = (line) => (line.startsWith(rangeOf(3)) && damaged++ === 0 ? { kind: 'flip-answer', atByte: 5000 } : undefined)
  const events = await goOn()
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'restarted', reason: expect.objectContaining({ code: 'ChecksumMismatch' }) }),
  )
})

test('bytes that stay damaged never get the name of the target, and the next call is not poisoned by them', async () => {
  await writeFile(target, 'good old file')
  network.fault = (line) => (line.startsWith(rangeOf(3)) ? { kind: 'flip-answer', atByte: 5000 } : undefined)
  await expect(download(network.client, { ...options, target, resume })).rejects.toMatchObject({ code: 'ChecksumMismatch' })
  expect(await readFile(target, 'utf8')).toBe('good old file')
  network.fault = () => undefined
  await goOn()
})
