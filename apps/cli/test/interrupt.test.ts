import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateBucketCommand, GetObjectCommand, ListMultipartUploadsCommand, ListObjectsCommand, PutObjectCommand } from '@cos/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
  await stage.client.send(new CreateBucketCommand({ bucket: stage.bucket }))
})
afterEach(() => stage.close())

/** Interrupts as soon as an operation was answered. */
function interruptAfter(line: string, running: { kill(signal: NodeJS.Signals): void }): void {
  stage.onAnswer = (answered) => {
    if (answered === line) running.kill('SIGINT')
  }
}

const large = Buffer.alloc(5_000_000)

const keptNote = 'The same command goes on with what is there already. --no-journal leaves nothing behind.\n'

test('Ctrl-C in an upload without a journal gives it up at the service and ends with 130', async () => {
  await writeFile(stage.path('large'), large)
  stage.server.script.next({ operation: 'UploadPart', delayMs: 1, times: 100 })
  const running = stage.start(['cp', '--part-size', '1MiB', '--threshold', '2MiB', 'large', stage.uri, '--no-journal'])
  interruptAfter('CreateMultipartUpload 200', running)
  expect(await running.ended).toEqual({ exitCode: 130, stdout: '', stderr: 'Stopped.\n' })
  expect(stage.answered.at(-1)).toBe('AbortMultipartUpload 204')
  expect((await stage.client.send(new ListObjectsCommand({ bucket: stage.bucket }))).contents).toEqual([])
})

test('a second Ctrl-C ends at once, even when the service hangs', async () => {
  await writeFile(stage.path('large'), large)
  stage.server.script.next({ operation: 'UploadPart', status: 403, code: 'AccessDenied', times: 100 })
  stage.server.script.next({ operation: 'AbortMultipartUpload', delayMs: 1, times: 100 })
  const running = stage.start(['cp', '--no-journal', '--part-size', '1MiB', '--threshold', '2MiB', 'large', stage.uri])
  stage.onAnswer = (line) => {
    if (!line.startsWith('UploadPart')) return
    running.kill('SIGINT')
    running.kill('SIGINT')
    // Two signals that arrive together are one: the kernel keeps no count.
    setImmediate(() => running.kill('SIGINT'))
  }
  expect(await running.ended).toMatchObject({ exitCode: 130 })
})

test('Ctrl-C in a download leaves no file', async () => {
  await stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key: 'large', body: large }))
  stage.server.script.next({ operation: 'GetObject', delayMs: 1, times: 100 })
  const running = stage.start(['cp', '-r', '--jobs', '1', stage.uri, 'out'])
  interruptAfter('ListObjects 200', running)
  expect(await running.ended).toEqual({ exitCode: 130, stdout: '', stderr: `${keptNote}Stopped.\n` })
  expect((await readdir(stage.folder, { recursive: true })).filter((name) => name !== 'out')).toEqual([])
})

const film = Buffer.from(Uint8Array.from({ length: 5 * 1024 ** 2 + 7 }, (_, index) => (index * 7919) >> 7))
const here = async (path: string) => readFile(stage.path(path))
const there = async (key: string) => (await stage.client.send(new GetObjectCommand({ bucket: stage.bucket, key }))).body.bytes()
const uri = 'cos://photos-1250000000'
test.each<[string, string, readonly string[], () => Promise<Uint8Array>]>([
  ['an upload', 'UploadPart', ['tree/film', `${uri}/to/`], () => there('to/film')],
  ['an upload of a folder', 'UploadPart', ['-r', 'tree', `${uri}/to`], () => there('to/film')],
  ['a download', 'GetObject', [`${uri}/from/film`, 'film'], () => here('film')],
  ['a download of a prefix', 'GetObject', ['-r', `${uri}/from`, 'down'], () => here('down/film')],
  ['a copy', 'UploadPartCopy', [`${uri}/from/film`, `${uri}/to/`], () => there('to/film')],
  ['a copy of a prefix', 'UploadPartCopy', ['-r', `${uri}/from`, `${uri}/to`], () => there('to/film')],
])('%s that was interrupted goes on with the same command', async (_, operation, words, look) => {
  await mkdir(stage.path('tree'))
  await writeFile(stage.path('tree/film'), film)
  await stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key: 'from/film', body: film }))
  stage.answered.length = 0
  const line = ['cp', '--concurrency', '1', '--part-size', '1MiB', '--threshold', '2MiB', ...words]
  const count = () => stage.answered.filter((answered) => answered.startsWith(`${operation} 20`)).length

  const running = stage.start(line)
  stage.onAnswer = () => {
    if (count() !== 4) return
    // Nothing more is answered, and what was has time to arrive and to be noted.
    stage.server.script.next({ operation, delayMs: 1, times: 100 })
    void sleep(300).then(() => running.kill('SIGINT'))
  }
  expect(await running.ended).toEqual({ exitCode: 130, stdout: '', stderr: `${keptNote}Stopped.\n` })
  stage.onAnswer = () => {}
  stage.server.script.clear()
  stage.answered.length = 0

  const { exitCode, stderr } = await stage.run(line)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  // Six parts in all.
  expect(count()).toBeGreaterThan(0)
  expect(count()).toBeLessThanOrEqual(3)
  expect(Buffer.compare(await look(), film)).toBe(0)
  expect((await stage.client.send(new ListMultipartUploadsCommand({ bucket: stage.bucket }))).uploads).toEqual([])
  expect(await readdir(`${stage.environment['XDG_STATE_HOME']}/cos/transfers`)).toEqual([])
})

test('copying works where nothing can be noted, and says so', async () => {
  await writeFile(stage.path('small'), 'x')
  const { exitCode, stderr } = await stage.run(['cp', 'small', stage.uri], '', { XDG_STATE_HOME: stage.path('small') })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('cannot note what is done') })
})
