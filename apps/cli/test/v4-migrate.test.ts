import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, ListObjectsCommand } from '@cos/core'
import { CreateFolderCommand, UpdateFileCommand, UploadFileCommand, V4Client } from '@cos/legacy-v4'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage
let v4: V4Client
let migrate: (...flags: string[]) => string[]
beforeEach(async () => {
  stage = await Stage.open()
  const { transport, credentials } = stage.server
  for (const bucket of ['old-1250000000', stage.bucket]) await stage.client.send(new CreateBucketCommand({ bucket }))
  v4 = new V4Client({ appId: 1_250_000_000, bucket: 'old', region: 'gz', credentials, transport })
  const { url } = await stage.server.listen()
  const where = ['--app-id', '1250000000', '--v4-endpoint', url]
  migrate = (...flags) => ['v4-migrate', 'old', `${stage.uri}/from-v4`, ...where, ...flags]
  const put = (path: string, bizAttr = '') => v4.send(new UploadFileCommand({ path, source: new TextEncoder().encode(path), bizAttr }))
  await put('/a b.txt', '备注')
  await put('/dir/x')
  await v4.send(new CreateFolderCommand({ path: '/empty/', bizAttr: 'nothing' }))
  const replaceHeaders = { contentType: 'text/x', cacheControl: 'no-store', metadata: { owner: 'ada' } }
  await v4.send(new UpdateFileCommand({ path: '/a b.txt', authority: 'eWPrivateRPublic', replaceHeaders }))
})
afterEach(() => stage.close())

const keys = async () => (await stage.client.send(new ListObjectsCommand({ bucket: stage.bucket }))).contents.map(({ key }) => key)

test('a bucket is copied with its attributes, and a second run has nothing to do', async () => {
  const report = join(stage.folder, 'report.jsonl')
  const first = await stage.run(migrate('--report', report))
  expect(first).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('4 copied, 0 there already, 0 failed') })
  expect(await keys()).toEqual(['from-v4/a b.txt', 'from-v4/dir/', 'from-v4/dir/x', 'from-v4/empty/'])
  const at = { bucket: stage.bucket, key: 'from-v4/a b.txt' }
  expect(await (await stage.client.send(new GetObjectCommand(at))).body.text()).toBe('/a b.txt')
  const { contentType, cacheControl, metadata } = await stage.client.send(new HeadObjectCommand(at))
  expect([contentType, cacheControl, metadata['owner']]).toEqual(['text/x', 'no-store', 'ada'])
  expect(metadata['v4-sha1']).toMatch(/^[\da-f]{40}$/)
  const lines = (await readFile(report, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { outcome: string })
  expect(lines.map(({ outcome }) => outcome)).toEqual(['copied', 'copied', 'copied', 'copied'])
  expect((await stage.run(migrate())).stderr).toContain('0 copied, 4 there already, 0 failed')
  await v4.send(new UploadFileCommand({ path: '/dir/x', source: new TextEncoder().encode('changed'), insertOnly: false }))
  expect((await stage.run(migrate())).stderr).toContain('1 copied, 3 there already, 0 failed')
})

test('a dry run copies nothing', async () => {
  expect((await stage.run(migrate('--dry-run'))).stderr).toContain('4 to copy')
  expect(await keys()).toEqual([])
})

test('what fails does not stop the rest, is reported, and is tried again', async () => {
  stage.server.script.next({ operation: 'V4StatFile', status: 400, code: 'InvalidArgument' })
  const failed = await stage.run(migrate('--jobs', '1'))
  expect(failed.exitCode).toBe(1)
  expect(failed.stderr).toContain('3 copied, 0 there already, 1 failed')
  expect((await stage.run(migrate())).stderr).toContain('1 copied, 3 there already, 0 failed')
})

test('wrong words are refused before anything is sent', async () => {
  for (const flags of [
    ['--jobs', '0'],
    ['--app-id', 'x'],
  ])
    expect((await stage.run(migrate(...flags))).exitCode).toBe(2)
  expect((await stage.run(['v4-migrate', 'old', stage.uri])).exitCode).toBe(2)
})
