import { readdir, writeFile } from 'node:fs/promises'
import { CreateBucketCommand, ListObjectsCommand, PutObjectCommand } from '@cos/core'
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

test('Ctrl-C in an upload gives it up at the service and ends with 130', async () => {
  await writeFile(stage.path('large'), large)
  stage.server.script.next({ operation: 'UploadPart', delayMs: 1, times: 100 })
  const running = stage.start(['cp', '--part-size', '1MiB', '--threshold', '2MiB', 'large', stage.uri, '--concurrency', '2'])
  interruptAfter('CreateMultipartUpload 200', running)
  expect(await running.ended).toEqual({ exitCode: 130, stdout: '', stderr: 'Stopped.\n' })
  expect(stage.answered.at(-1)).toBe('AbortMultipartUpload 204')
  expect((await stage.client.send(new ListObjectsCommand({ bucket: stage.bucket }))).contents).toEqual([])
})

test('a second Ctrl-C ends at once, even when the service hangs', async () => {
  await writeFile(stage.path('large'), large)
  stage.server.script.next({ operation: 'UploadPart', status: 403, code: 'AccessDenied', times: 100 })
  stage.server.script.next({ operation: 'AbortMultipartUpload', delayMs: 1, times: 100 })
  const running = stage.start(['cp', '--part-size', '1MiB', '--threshold', '2MiB', 'large', stage.uri])
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
  expect(await running.ended).toEqual({ exitCode: 130, stdout: '', stderr: 'Stopped.\n' })
  expect((await readdir(stage.folder, { recursive: true })).filter((name) => name !== 'out')).toEqual([])
})
