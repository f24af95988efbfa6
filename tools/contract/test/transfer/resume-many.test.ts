import { readdir, readFile, writeFile } from 'node:fs/promises'
import { ListMultipartUploadsCommand } from '@cos/core'
import { copyPrefix, downloadDirectory, fileJournal, type LargeFileOptions, type ManyOutput, sync, uploadDirectory } from '@cos/transfer'
import { beforeEach, expect, test } from 'vitest'
import { plant } from './folder-tree.js'
import { bucket } from './network.js'
import { sampleBytes } from './sample-bytes.js'
import { setStage, text } from './stage.js'

// Large files of a folder or prefix go on where an earlier call was ended, with small ones around them.

const mebibyte = 1024 ** 2
const bytes = sampleBytes(5 * mebibyte + 99)
const stage = setStage()
const { at } = stage
let large: LargeFileOptions & { multipartThresholdBytes: number; concurrency: number }

beforeEach(async () => {
  const journal = fileJournal(at('journal'))
  large = { journal, partConcurrency: 1, partSizeBytes: mebibyte, multipartThresholdBytes: mebibyte, concurrency: 1 }
  await plant(at('from'), { 'a.txt': 'A', 'z.txt': 'Z' })
  await writeFile(at('from/film.mov'), bytes)
  for (const [key, body] of Object.entries({ 'a.txt': text('A'), 'film.mov': bytes, 'z.txt': text('Z') })) {
    await stage.network.put(`from/${key}`, body)
  }
})

const prefix = 'to/'
const works: Record<string, { run(options: object): Promise<ManyOutput>; line: string; look(): Promise<Uint8Array> }> = {
  uploadDirectory: {
    run: (options) => uploadDirectory(stage.network.client, { ...large, source: at('from'), bucket, prefix, ...options }),
    line: 'UploadPart ',
    look: () => stage.network.get('to/film.mov'),
  },
  'sync up': {
    run: (options) => sync(stage.network.client, { ...large, source: { path: at('from') }, target: { bucket, prefix }, ...options }),
    line: 'UploadPart ',
    look: () => stage.network.get('to/film.mov'),
  },
  downloadDirectory: {
    run: (options) => downloadDirectory(stage.network.client, { ...large, target: at('to'), bucket, prefix: 'from/', ...options }),
    line: 'GetObject bytes=',
    look: () => readFile(at('to/film.mov')),
  },
  copyPrefix: {
    run: (options) => copyPrefix(stage.network.client, { ...large, source: { bucket, prefix: 'from/' }, bucket, prefix, ...options }),
    line: 'UploadPartCopy ',
    look: () => stage.network.get('to/film.mov'),
  },
}

test.each(Object.keys(works))('%s goes on with a large file', async (name) => {
  const { network } = stage
  const { run, line, look } = works[name]!
  const controller = new AbortController()
  const isPart = (seen: string) => seen.startsWith(line)
  let count = 0
  network.fault = (seen) => {
    if (isPart(seen) && ++count === 5) controller.abort(new Error('killed'))
    return undefined
  }
  await expect(run({ signal: controller.signal })).rejects.toThrow('killed')
  const journal = (await readdir(at('journal'))).find((entry) => entry.endsWith('.journal')) ?? ''
  // Its first line says what it is of.
  const sure = (await readFile(at(`journal/${journal}`), 'utf8')).split('\n').length - 2
  expect(sure).toBeGreaterThan(1)
  network.fault = () => undefined
  network.seen.length = 0

  const { failureCount } = await run({})
  expect(failureCount).toBe(0)
  expect(network.seen.filter((seen) => isPart(seen.line) && seen.line !== 'GetObject').length).toBeLessThanOrEqual(6 - sure)
  expect(Buffer.compare(await look(), bytes)).toBe(0)
  expect(await readdir(at('journal'))).toEqual([])
  expect((await network.direct.send(new ListMultipartUploadsCommand({ bucket }))).uploads).toEqual([])
})

test('an upload of a group that cannot be given up is told, with its key', async () => {
  const { network } = stage
  network.fault = (line) => {
    if (line === 'UploadPart 2') return { kind: 'status', status: 403, code: 'AccessDenied' }
    return line === 'AbortMultipartUpload' ? { kind: 'status', status: 500, code: 'InternalError' } : undefined
  }
  const leftovers: string[] = []
  const { failures } = await uploadDirectory(network.client, {
    ...large,
    journal: undefined,
    source: at('from'),
    bucket,
    prefix,
    onLeftover: ({ key }) => leftovers.push(key),
  })
  expect(failures.map(({ name }) => name)).toEqual(['film.mov'])
  expect(leftovers).toEqual(['to/film.mov'])
})
