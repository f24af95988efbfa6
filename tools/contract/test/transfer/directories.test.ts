import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { CosClient, HeadObjectCommand, InputError, PutObjectCommand } from '@cos/core'
import {
  copyPrefix,
  downloadDirectory,
  type ManyOptions,
  type ManyOutput,
  removePrefix,
  runPlan,
  TransferLimits,
  uploadDirectory,
} from '@cos/transfer'
import { describe, expect, test } from 'vitest'
import { describeFile, harvest, plant } from './folder-tree.js'
import { bucket } from './network.js'
import { crc64Text, sampleBytes } from './sample-bytes.js'
import { setStage, text } from './stage.js'

const stage = setStage()
const { at } = stage

const keys = async (prefix?: string) => Object.keys(await stage.objects(prefix)).map((name) => (prefix ?? '') + name)
const codes = ({ failures }: ManyOutput) => Object.fromEntries(failures.map(({ name, error }) => [name, error.code]))

const tree = { 'a.txt': 'A', 'b/c.txt': 'C', 'b/d/e.txt': 'E', 'b-x.txt': 'BX', 'empty/': '', 'ü/😀.txt': 'smile', '.hidden': 'h' }

describe('uploadDirectory', () => {
  test('uploads all files and empty folders, with times and permissions', async () => {
    await plant(at('from'), tree)
    await chmod(at('from/a.txt'), 0o640)
    const output = await uploadDirectory(stage.network.client, { source: at('from'), bucket, prefix: 'p' })
    expect(output).toMatchObject({ writtenCount: 7, failureCount: 0, failures: [] })
    expect(await keys()).toEqual(['p/.hidden', 'p/a.txt', 'p/b-x.txt', 'p/b/c.txt', 'p/b/d/e.txt', 'p/empty/', 'p/ü/😀.txt'])
    const { metadata } = await stage.network.direct.send(new HeadObjectCommand({ bucket, key: 'p/a.txt' }))
    expect(metadata).toEqual({ mtime: '1700000000.123456', mode: '640' })
  })

  test('says of every object what was asked for', async () => {
    await plant(at('from'), { a: '1' })
    const object = { storageClass: 'STANDARD_IA', cacheControl: 'no-cache', metadata: { x: 'y' } } as const
    await uploadDirectory(stage.network.client, { source: at('from'), bucket, object, times: false, permissions: false })
    const head = await stage.network.direct.send(new HeadObjectCommand({ bucket, key: 'a' }))
    expect(head).toMatchObject({ storageClass: 'STANDARD_IA', cacheControl: 'no-cache', metadata: { x: 'y' } })
  })

  test('globs choose, and folders that are left out are not entered', async () => {
    await plant(at('from'), { 'a.js': '', 'a.css': '', 'lib/b.js': '', 'node_modules/x/c.js': '', 'lib/test/d.js': '' })
    await uploadDirectory(stage.network.client, { source: at('from'), bucket, include: ['*.js'], exclude: ['node_modules', 'lib/test/**'] })
    expect(await keys()).toEqual(['a.js', 'lib/b.js'])
  })

  test('one bad file does not stop the others; the manifest tries it again', async () => {
    await plant(at('from'), { a: '1', b: '2', c: '3' })
    stage.network.fault = async (_, { path }) => (path.endsWith('/b') ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
    const manifest = at('manifest.jsonl')
    const output = await uploadDirectory(stage.network.client, { source: at('from'), bucket, manifest })
    expect(output).toMatchObject({ writtenCount: 2, failureCount: 1 })
    expect(codes(output)).toEqual({ b: 'AccessDenied' })
    expect(await keys()).toEqual(['a', 'c'])
    const lines = (await readFile(manifest, 'utf8')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).action)).toEqual(['plan', 'put'])

    stage.network.fault = () => undefined
    const again = await runPlan(stage.network.client, manifest, { source: { path: at('from') }, target: { bucket }, manifest })
    expect(again).toMatchObject({ writtenCount: 1, failureCount: 0 })
    expect(await keys()).toEqual(['a', 'b', 'c'])
    await expect(readFile(manifest)).rejects.toThrow('ENOENT')
  })

  test('stopOnError ends at the first failure, with its error', async () => {
    await plant(at('from'), { a: '1', b: '2', c: '3' })
    stage.network.fault = async (_, { path }) => (path.endsWith('/a') ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
    const work = uploadDirectory(stage.network.client, { source: at('from'), bucket, stopOnError: true, concurrency: 1 })
    await expect(work).rejects.toMatchObject({ code: 'AccessDenied' })
    expect(await keys()).toEqual([])
  })

  test('an abort ends it with its reason', async () => {
    await plant(at('from'), { a: '1', b: '2' })
    stage.network.fault = () => ({ kind: 'hang' })
    const controller = new AbortController()
    const work = uploadDirectory(stage.network.client, { source: at('from'), bucket, signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(work).rejects.toThrow('enough')
    expect(await keys()).toEqual([])
  })

  test('it pauses and goes on, and tells of every file', async () => {
    await plant(at('from'), { a: '1', b: '22', c: '333' })
    const work = uploadDirectory(stage.network.client, { source: at('from'), bucket, concurrency: 1 })
    work.pause()
    expect(work.state).toBe('paused')
    work.resume()
    await work
    expect(work.progress).toMatchObject({ confirmedBytes: 6, confirmedParts: 3 })
  })

  test('its files share limits with other transfers', async () => {
    await plant(at('from'), Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`f${index}`, 'x'])))
    let underWay = 0
    let most = 0
    stage.network.fault = async () => {
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay--
      return undefined
    }
    await uploadDirectory(stage.network.client, {
      source: at('from'),
      bucket,
      concurrency: 10,
      limits: new TransferLimits({ concurrency: 2 }),
    })
    expect(most).toBe(2)
  })

  test('large files go in parts', async () => {
    await mkdir(at('from'))
    await writeFile(at('from/big'), new Uint8Array(17 * 1024 ** 2))
    const work = uploadDirectory(stage.network.client, { source: at('from'), bucket })
    expect(await work).toMatchObject({ writtenCount: 1, writtenBytes: 17 * 1024 ** 2 })
    expect(stage.network.count(/^UploadPart /)).toBe(3)
    expect(work.progress.confirmedBytes).toBe(17 * 1024 ** 2)
  })

  test('links are followed, left out or kept, as asked', async () => {
    await plant(at('from'), { a: 'A', 'dir/b': 'B' })
    await symlink('a', at('from/link'))
    await symlink('dir', at('from/linked'))
    await uploadDirectory(stage.network.client, { source: at('from'), bucket, prefix: 'follow' })
    expect(await keys('follow/')).toEqual(['follow/a', 'follow/dir/b', 'follow/link', 'follow/linked/b'])
    const skipped = await uploadDirectory(stage.network.client, { source: at('from'), bucket, prefix: 'skip', links: 'skip' })
    expect(skipped).toMatchObject({ writtenCount: 2, skippedCount: 2, failureCount: 0 })
    await uploadDirectory(stage.network.client, { source: at('from'), bucket, prefix: 'keep', links: 'keep' })
    await downloadDirectory(stage.network.client, { bucket, prefix: 'keep', target: at('to'), links: 'keep' })
    expect(await harvest(at('to'))).toEqual({ a: 'A', 'dir/b': 'B', link: '-> a', linked: '-> dir' })
  })

  test('a link to a folder around it, and one to nothing, are reported', async () => {
    await plant(at('from'), { 'dir/a': 'A' })
    await symlink('..', at('from/dir/up'))
    await symlink('nowhere', at('from/broken'))
    const output = await uploadDirectory(stage.network.client, { source: at('from'), bucket })
    expect(codes(output)).toEqual({ broken: 'Unreadable', 'dir/up/': 'Unreadable' })
    expect(await keys()).toEqual(['dir/a'])
  })

  test('keys COS cannot have are refused by name', async () => {
    const long = `${'x'.repeat(200)}/`.repeat(5)
    await plant(at('from'), { [`${long}y`]: 'far', ok: '1' })
    const output = await uploadDirectory(stage.network.client, { source: at('from'), bucket })
    expect(codes(output)).toEqual({ [`${long}y`]: 'UnsafeName' })
    expect(await keys()).toEqual(['ok'])
  })

  test('a folder that is not there is refused', async () => {
    await expect(uploadDirectory(stage.network.client, { source: at('none'), bucket })).rejects.toBeInstanceOf(InputError)
  })
})

describe('downloadDirectory', () => {
  test('takes no answer that belongs to another object', async () => {
    await stage.network.put('a', text('of a'))
    await stage.network.put('b', text('of b'))
    let mixedUp = 0
    // A network that gives an answer twice: the second time for whoever asks next.
    const client = stage.network.client.with({
      requests: [(request, next) => next(request.path === '/b' && mixedUp++ === 0 ? { ...request, path: '/a' } : request)],
    })
    const output = await downloadDirectory(client, { bucket, target: at('to') })
    expect(output).toMatchObject({ writtenCount: 2, failureCount: 0 })
    expect(mixedUp).toBe(2)
    expect(await harvest(at('to'))).toMatchObject({ a: 'of a', b: 'of b' })
  })

  test('a folder comes back as it was: content, times, permissions, empty folders', async () => {
    await plant(at('from'), tree)
    await chmod(at('from/a.txt'), 0o750)
    await uploadDirectory(stage.network.client, { source: at('from'), bucket, prefix: 'p/' })
    const output = await downloadDirectory(stage.network.client, { bucket, prefix: 'p', target: at('to') })
    expect(output).toMatchObject({ writtenCount: 7, failureCount: 0 })
    expect(await harvest(at('to'))).toEqual(tree)
    expect((await describeFile(at('to/a.txt'))).mode).toBe(0o750)
    const { modifiedMs } = await describeFile(at('to/b/d/e.txt'))
    expect(Math.abs(modifiedMs - (await describeFile(at('from/b/d/e.txt'))).modifiedMs)).toBeLessThan(0.01)
  })

  test.each(['../out', 'a/../../out', '/etc/out', './out', 'a//out', 'nul\0out', `${'n'.repeat(256)}`])(
    'the key %j is refused by name, and nothing is written outside',
    async (name) => {
      await stage.network.put('p/good', text('good'))
      await stage.network.direct.send(new PutObjectCommand({ bucket, key: `p/${name}`, body: 'evil' }))
      const output = await downloadDirectory(stage.network.client, { bucket, prefix: 'p', target: at('deep/to') })
      expect(codes(output)).toEqual({ [name]: 'UnsafeName' })
      expect(await harvest(stage.folder)).toEqual({ 'deep/to/good': 'good' })
    },
  )

  test('nothing is written through a link that is there, nor instead of one', async () => {
    await mkdir(at('outside'))
    await mkdir(at('to'))
    await symlink(at('outside'), at('to/dir'))
    await symlink(at('outside/file'), at('to/file'))
    await stage.network.put('dir/x', text('evil'))
    await stage.network.put('file', text('evil'))
    const output = await downloadDirectory(stage.network.client, { bucket, target: at('to') })
    expect(codes(output)).toEqual({ 'dir/x': 'UnsafeName', file: 'UnsafeName' })
    expect(await harvest(at('outside'))).toEqual({})
  })

  test('a link that leads out of the folder is not made', async () => {
    for (const [key, link] of [
      ['up', '../../etc'],
      ['absolute', '/etc'],
      ['in/side', '../fine'],
    ] as const) {
      await stage.network.direct.send(new PutObjectCommand({ bucket, key, body: '', metadata: { link: encodeURIComponent(link) } }))
    }
    const output = await downloadDirectory(stage.network.client, { bucket, target: at('to'), links: 'keep' })
    expect(codes(output)).toEqual({ absolute: 'UnsafeName', up: 'UnsafeName' })
    expect(await harvest(at('to'))).toEqual({ 'in/side': '-> ../fine' })
  })

  test('a key that is a file and a folder: what cannot be is reported', async () => {
    await stage.network.put('a', text('file'))
    await stage.network.put('a/b', text('below'))
    await stage.network.put('c/', text('folder with content'))
    const output = await downloadDirectory(stage.network.client, { bucket, target: at('to'), concurrency: 1 })
    expect(codes(output)).toEqual({ 'a/b': 'UnsafeName', 'c/': 'UnsafeName' })
    expect(await harvest(at('to'))).toEqual({ a: 'file' })
  })

  test('a listing that fails ends it with the error', async () => {
    stage.network.fault = (line) => (line === 'ListObjects' ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
    await expect(downloadDirectory(stage.network.client, { bucket, target: at('to') })).rejects.toMatchObject({ code: 'AccessDenied' })
  })

  test('an object damaged on the way stays out; the others arrive', async () => {
    await stage.network.put('a', text('aaaa'))
    await stage.network.put('b', text('bbbb'))
    stage.network.fault = (line, { path }) =>
      line.startsWith('GetObject') && path.endsWith('/a') ? { kind: 'flip-answer', atByte: 1 } : undefined
    const output = await downloadDirectory(stage.network.client, { bucket, target: at('to') })
    expect(codes(output)).toEqual({ a: 'ChecksumMismatch' })
    expect(await harvest(at('to'))).toEqual({ b: 'bbbb' })
  })
})

describe('copyPrefix and removePrefix', () => {
  test('a prefix is copied with metadata, and both stay', async () => {
    await plant(at('from'), tree)
    await uploadDirectory(stage.network.client, { source: at('from'), bucket, prefix: 'one' })
    const output = await copyPrefix(stage.network.client, { source: { bucket, prefix: 'one' }, bucket, prefix: 'two' })
    expect(output).toMatchObject({ writtenCount: 7, failureCount: 0 })
    expect(await keys('two/')).toEqual((await keys('one/')).map((key) => key.replace('one/', 'two/')))
    const { metadata } = await stage.network.direct.send(new HeadObjectCommand({ bucket, key: 'two/a.txt' }))
    expect(metadata).toMatchObject({ mtime: '1700000000.123456' })
  })

  test('a prefix is not copied into itself', async () => {
    await expect(copyPrefix(stage.network.client, { source: { bucket, prefix: 'a' }, bucket, prefix: 'a/b' })).rejects.toBeInstanceOf(
      InputError,
    )
  })

  test('exactly the keys of a prefix are deleted', async () => {
    for (const key of ['log', 'log/a', 'log/b', 'logs', 'keep']) await stage.network.put(key, text(key))
    expect(await removePrefix(stage.network.client, { bucket, prefix: 'log/' })).toMatchObject({ deletedCount: 2, failureCount: 0 })
    expect(await keys()).toEqual(['keep', 'log', 'logs'])
    expect(await removePrefix(stage.network.client, { bucket, prefix: '', exclude: ['keep'] })).toMatchObject({ deletedCount: 2 })
    expect(await keys()).toEqual(['keep'])
  })

  test('more than one page is deleted', async () => {
    await Promise.all(Array.from({ length: 2100 }, (_, index) => stage.network.put(`p/${index}`, text(''))))
    expect(await removePrefix(stage.network.client, { bucket, prefix: 'p/' })).toMatchObject({ deletedCount: 2100 })
    expect(await keys()).toEqual([])
    expect(stage.network.count(/^DeleteMultipleObjects/)).toBe(3)
  })
})

test('each step tells what was written: ETag, and the checksum that was compared', async () => {
  const large = sampleBytes(2 * 1024 ** 2 + 1)
  await plant(at('from'), { 'a.txt': 'A', 'empty/': '' })
  await writeFile(at('from/film.mov'), large)
  const told = async (work: (onStep: NonNullable<ManyOptions['onStep']>) => PromiseLike<unknown>) => {
    const crc64s: Record<string, string | undefined> = {}
    await work(({ name }, error, written) => {
      expect(error).toBeUndefined()
      if (!name.endsWith('/')) expect(written?.etag).toMatch(/^".+"$/)
      if (!name.endsWith('/')) crc64s[name] = written?.crc64
    })
    return crc64s
  }
  const { client } = stage.network
  const expected = { 'a.txt': crc64Text(text('A')), 'film.mov': crc64Text(large) }
  const inParts = { partSizeBytes: 1024 ** 2, multipartThresholdBytes: 1024 ** 2, bucket }
  expect(await told((onStep) => uploadDirectory(client, { ...inParts, source: at('from'), prefix: 'p', onStep }))).toEqual(expected)
  expect(await told((onStep) => copyPrefix(client, { ...inParts, source: { bucket, prefix: 'p' }, prefix: 'q', onStep }))).toEqual(expected)
  expect(await told((onStep) => downloadDirectory(client, { ...inParts, prefix: 'q', target: at('to'), onStep }))).toEqual(expected)
  const unchecked = new CosClient({
    credentials: stage.network.server.credentials,
    transport: stage.network.server.transport,
    region: stage.network.server.region,
    verifyChecksums: false,
  })
  const nothing = { 'a.txt': undefined, 'film.mov': undefined }
  expect(await told((onStep) => downloadDirectory(unchecked, { ...inParts, prefix: 'q', target: at('to'), onStep }))).toEqual(nothing)
})
