import { appendFile, chmod, mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { CopyObjectCommand, CreateBucketCommand, InputError } from '@cos/core'
import { createLocalServer, virtualClock } from '@cos/local-server'
import { type PlanLine, planSync, runPlan, type SyncOptions, sync, uploadDirectory } from '@cos/transfer'
import { beforeEach, describe, expect, test } from 'vitest'
import { harvest, plant } from './folder-tree.js'
import { bucket, Network } from './network.js'
import { setStage, text } from './stage.js'

const stage = setStage()
const { at, objects } = stage

const up = () => ({ source: { path: at('from') }, target: { bucket, prefix: 'p/' } })
const down = () => ({ source: { bucket, prefix: 'p/' }, target: { path: at('to') } })
const across = { source: { bucket, prefix: 'p/' }, target: { bucket, prefix: 'q/' } }
async function plan(options: SyncOptions): Promise<PlanLine[]> {
  const lines: PlanLine[] = []
  for await (const line of planSync(stage.network.client, options)) lines.push(line)
  return lines
}
const steps = (lines: readonly PlanLine[]) =>
  lines.flatMap((line) => ('name' in line ? [`${line.action} ${line.name}${line.action === 'put' ? ` (${line.reason})` : ''}`] : []))
const writes = () => stage.network.count(/^(PutObject|CopyObject|GetObject|UploadPart|Delete)/)

const tree = { 'a.txt': 'A', 'b-x': 'BX', 'b/c': 'C', 'b/d/e': 'E', 'empty/': '', 'empty2/deep/': '', '\ue000': 'private', '😀': 'astral' }

describe('a round trip is a no-op', () => {
  test.each(['time', 'metadata', 'checksum', 'etag', 'size'] as const)('compared by %s', async (compare) => {
    await plant(at('from'), tree)
    await chmod(at('from/a.txt'), 0o600)
    expect(await sync(stage.network.client, { ...up(), compare })).toMatchObject({ writtenCount: 8, failureCount: 0 })
    expect(await sync(stage.network.client, { ...down(), compare })).toMatchObject({ writtenCount: 8, failureCount: 0 })
    expect(await harvest(at('to'))).toEqual(tree)
    expect(await sync(stage.network.client, { ...across, compare })).toMatchObject({ writtenCount: 8, failureCount: 0 })
    stage.network.seen.length = 0
    for (const options of [up(), down(), across, { ...up(), source: { path: at('to') } }, { ...down(), source: { bucket, prefix: 'q' } }]) {
      const output = await sync(stage.network.client, { ...options, compare, delete: true })
      expect(output).toMatchObject({ writtenCount: 0, deletedCount: 0, failureCount: 0, unchangedCount: 8 })
    }
    expect(writes()).toBe(0)
  })
})

describe('comparison', () => {
  test('by time, files last touched long before their objects were written need no request of their own', async () => {
    const clock = virtualClock(Date.now() + 3_600_000)
    stage.network = new Network(createLocalServer({ clock }))
    await stage.network.direct.send(new CreateBucketCommand({ bucket }))
    await plant(at('from'), { a: '1', b: '2' })
    await sync(stage.network.client, up())
    stage.network.seen.length = 0
    expect(await sync(stage.network.client, up())).toMatchObject({ writtenCount: 0, unchangedCount: 2 })
    expect(stage.network.count(/./)).toBe(1)
    // Back again: the files are newer than the objects, and nobody wrote to them since.
    await sync(stage.network.client, down())
    stage.network.seen.length = 0
    clock.advance(-7_200_000)
    expect(await sync(stage.network.client, down())).toMatchObject({ writtenCount: 0, unchangedCount: 2 })
  })

  test('a file of the same size that was changed is found by time, metadata, checksum and ETag', async () => {
    await plant(at('from'), { a: 'one' })
    await sync(stage.network.client, up())
    await writeFile(at('from/a'), 'two')
    expect(steps(await plan({ ...up(), compare: 'size' }))).toEqual([])
    expect(steps(await plan(up()))).toEqual(['put a (time)'])
    expect(steps(await plan({ ...up(), compare: 'metadata' }))).toEqual(['put a (time)'])
    expect(steps(await plan({ ...up(), compare: 'checksum' }))).toEqual(['put a (checksum)'])
    expect(steps(await plan({ ...up(), compare: 'etag' }))).toEqual(['put a (etag)'])
  })

  test('a file of the same size that was replaced by an older one is found by time', async () => {
    await plant(at('from'), { a: 'one' })
    await sync(stage.network.client, up())
    await writeFile(at('from/a'), 'old')
    await utimes(at('from/a'), 1_500_000_000, 1_500_000_000)
    expect(steps(await plan(up()))).toEqual(['put a (time)'])
  })

  test('a file that was only touched is left alone by checksum and ETag', async () => {
    await plant(at('from'), { a: 'one' })
    await sync(stage.network.client, up())
    await utimes(at('from/a'), 1_600_000_000, 1_600_000_000)
    expect(steps(await plan({ ...up(), compare: 'checksum' }))).toEqual([])
    expect(steps(await plan({ ...up(), compare: 'etag' }))).toEqual([])
  })

  test('a local change is undone by what is in COS', async () => {
    await plant(at('from'), { a: 'one' })
    await sync(stage.network.client, up())
    await sync(stage.network.client, down())
    await writeFile(at('to/a'), 'two')
    expect(steps(await plan(down()))).toEqual(['put a (time)'])
    await sync(stage.network.client, down())
    expect(await harvest(at('to'))).toEqual({ a: 'one' })
  })

  test('an object and its copy are the same although their ETags differ', async () => {
    await mkdir(at('from'))
    await writeFile(at('from/big'), new Uint8Array(17 * 1024 ** 2))
    await sync(stage.network.client, up())
    await stage.network.direct.send(new CopyObjectCommand({ bucket, key: 'q/big', copySource: { bucket, key: 'p/big' } }))
    expect(steps(await plan(across))).toEqual([])
  })
})

describe('a plan', () => {
  test('tells what would be done, and nothing is done', async () => {
    await plant(at('from'), { a: '1', b: '22', c: '3' })
    await stage.network.put('p/b', text('2'))
    await stage.network.put('p/d', text('4'))
    const lines = await plan({ ...up(), delete: true })
    expect(lines[0]).toEqual({ action: 'plan', format: 1, source: at('from'), target: `cos://${bucket}/p/` })
    expect(steps(lines)).toEqual(['put a (new)', 'put b (size)', 'put c (new)', 'delete d'])
    expect(lines.at(-1)).toEqual({
      action: 'end',
      putCount: 3,
      putBytes: 4,
      deleteCount: 1,
      refusedCount: 0,
      skippedCount: 0,
      unchangedCount: 0,
    })
    expect(writes()).toBe(0)
    const downLines = await plan({ ...down(), delete: true })
    expect(steps(downLines)).toEqual(['put b (new)', 'put d (new)'])
    await expect(harvest(at('to'))).rejects.toThrow('ENOENT')
  })

  test('is saved, and carried out later', async () => {
    await plant(at('from'), { a: '1', b: '22' })
    await stage.network.put('p/c', text('3'))
    await stage.network.put('p/b', text('2'))
    const lines = await plan({ ...up(), delete: true })
    await writeFile(at('plan.jsonl'), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
    expect(await runPlan(stage.network.client, at('plan.jsonl'), up())).toMatchObject({ writtenCount: 2, deletedCount: 1, failureCount: 0 })
    expect(await objects('p/')).toEqual({ a: '1', b: '22' })
  })

  test('does not touch what has changed since', async () => {
    await plant(at('from'), { a: '1', b: '2' })
    await stage.network.put('p/c', text('3'))
    const lines = await plan({ ...up(), delete: { maxFraction: 1 } })
    await appendFile(at('from/a'), 'more')
    await stage.network.put('p/c', text('changed'))
    const output = await runPlan(stage.network.client, iterate(lines), up())
    expect(output.failures.map(({ name, error }) => `${name} ${error.code}`).sort()).toEqual([
      'a ChangedSincePlanned',
      'c ChangedSincePlanned',
    ])
    expect(await objects('p/')).toEqual({ b: '2', c: 'changed' })
  })

  test('for downloads does not touch what has changed since', async () => {
    await stage.network.put('p/a', text('1'))
    await plant(at('to'), { old: 'old', other: 'other' })
    const lines = await plan({ ...down(), delete: { maxFraction: 1 } })
    await stage.network.put('p/a', text('2'))
    await writeFile(at('to/old'), 'new content')
    const output = await runPlan(stage.network.client, iterate(lines), down())
    expect(output.failures.map(({ name, error }) => `${name} ${error.code}`).sort()).toEqual([
      'a PreconditionFailed',
      'old ChangedSincePlanned',
    ])
    expect(await harvest(at('to'))).toEqual({ old: 'new content' })
  })

  test('is refused when it is none, or for other places', async () => {
    await plant(at('from'), { a: '1' })
    const lines = await plan(up())
    await expect(runPlan(stage.network.client, iterate(lines), down())).rejects.toBeInstanceOf(InputError)
    await expect(runPlan(stage.network.client, iterate(['{"action":"put"}']), up())).rejects.toBeInstanceOf(InputError)
    await expect(runPlan(stage.network.client, iterate(['nonsense']), up())).rejects.toBeInstanceOf(InputError)
    expect(writes()).toBe(0)
  })

  test('with hostile names writes and deletes nothing outside', async () => {
    await plant(stage.folder, { precious: 'precious', 'to/x': 'x' })
    await stage.network.put('precious', text('evil'))
    const evil = [
      { action: 'plan', format: 1, source: `cos://${bucket}/p/`, target: at('to') },
      { action: 'put', name: '../precious', kind: 'file', sizeBytes: 4, reason: 'size', isThere: true },
      { action: 'delete', name: '../precious', kind: 'file', sizeBytes: 8 },
    ].map((line) => JSON.stringify(line))
    const output = await runPlan(stage.network.client, iterate(evil), down())
    expect(output.failures.map(({ error }) => error.code)).toEqual(['UnsafeName', 'UnsafeName'])
    expect(await harvest(stage.folder)).toEqual({ precious: 'precious', 'to/x': 'x' })
  })
})

describe('deletion', () => {
  beforeEach(async () => {
    await plant(at('from'), { a: '1', b: '2' })
    await stage.network.put('p/old', text('old'))
    await stage.network.put('p/a', text('1'))
    await stage.network.put('p/b', text('2'))
  })

  test('happens only when asked for', async () => {
    await sync(stage.network.client, up())
    expect(Object.keys(await objects('p/'))).toEqual(['a', 'b', 'old'])
    expect(await sync(stage.network.client, { ...up(), delete: true })).toMatchObject({ deletedCount: 1 })
    expect(Object.keys(await objects('p/'))).toEqual(['a', 'b'])
  })

  test('does not happen when a listing fails', async () => {
    let page = 0
    stage.network.fault = (line) =>
      line === 'ListObjects' && page++ > 0 ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined
    await expect(sync(stage.network.client, { ...up(), delete: true })).rejects.toMatchObject({ code: 'AccessDenied' })
    expect(Object.keys(await objects('p/'))).toContain('old')
  })

  test('does not happen when the listing of the source is cut', async () => {
    await plant(at('to'), { a: '1', keep: 'k' })
    stage.network.fault = (line) => (line === 'ListObjects' ? { kind: 'cut-answer', afterBytes: 200 } : undefined)
    await expect(sync(stage.network.client, { ...down(), delete: true })).rejects.toThrow()
    expect(await harvest(at('to'))).toEqual({ a: '1', keep: 'k' })
  })

  test('does not happen when a folder of the source cannot be read', async () => {
    await plant(at('from'), { 'locked/x': 'x' })
    await stage.network.put('p/locked/x', text('x'))
    await rm(at('from/locked'), { recursive: true })
    // A link to the folder it is in cannot be read by anybody, whoever runs this test.
    await symlink('.', at('from/locked'))
    const output = await sync(stage.network.client, { ...up(), delete: true })
    expect(output).toMatchObject({ deletedCount: 0, failureCount: 1 })
    expect(Object.keys(await objects('p/'))).toEqual(['a', 'b', 'locked/x', 'old'])
  })

  test('of more than half of the target is refused, and nothing is deleted', async () => {
    for (const key of ['c', 'd', 'e']) await stage.network.put(`p/${key}`, text(key))
    await expect(sync(stage.network.client, { ...up(), delete: true })).rejects.toMatchObject({ code: 'TooManyDeletions' })
    expect(Object.keys(await objects('p/'))).toHaveLength(6)
    await expect(sync(stage.network.client, { ...up(), delete: { maxCount: 3, maxFraction: 1 } })).rejects.toMatchObject({
      code: 'TooManyDeletions',
    })
    expect(await sync(stage.network.client, { ...up(), delete: { maxFraction: 1 } })).toMatchObject({ deletedCount: 4 })
  })

  test('an empty source deletes nothing', async () => {
    await mkdir(at('nothing'))
    const options = { source: { path: at('nothing') }, target: { bucket, prefix: 'p/' }, delete: true }
    await expect(sync(stage.network.client, options)).rejects.toMatchObject({ code: 'TooManyDeletions' })
    await expect(sync(stage.network.client, { ...options, source: { path: at('missing') } })).rejects.toBeInstanceOf(InputError)
    expect(Object.keys(await objects('p/'))).toHaveLength(3)
  })

  test('a backup has what was deleted or replaced, and is no part of the target', async () => {
    await writeFile(at('from/a'), 'changed')
    const options = { ...up(), compare: 'checksum', delete: true, backupPrefix: 'p/backup' } as const
    expect(await sync(stage.network.client, options)).toMatchObject({ deletedCount: 1, failureCount: 0 })
    expect(await objects('p/')).toEqual({ a: 'changed', b: '2', 'backup/a': '1', 'backup/old': 'old' })
    expect(await sync(stage.network.client, options)).toMatchObject({ deletedCount: 0, writtenCount: 0 })
  })

  test('what cannot be backed up stays', async () => {
    stage.network.fault = (line) => (line === 'CopyObject' ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
    const output = await sync(stage.network.client, { ...up(), delete: true, backupPrefix: 'backup' })
    expect(output).toMatchObject({ deletedCount: 0 })
    expect(output.failures.map(({ name }) => name)).toContain('old')
    expect(Object.keys(await objects('p/'))).toContain('old')
  })

  test('what a glob leaves out is not deleted', async () => {
    expect(await sync(stage.network.client, { ...up(), delete: true, exclude: ['o*'] })).toMatchObject({ deletedCount: 0 })
    expect(Object.keys(await objects('p/'))).toContain('old')
  })

  test('in a folder removes files and the folders that become empty', async () => {
    await plant(at('to'), { a: '1', 'gone/deep/x': 'x', 'hollow/': '' })
    const output = await sync(stage.network.client, { ...down(), delete: { maxFraction: 1 } })
    expect(output).toMatchObject({ deletedCount: 2, failureCount: 0 })
    expect(await harvest(at('to'))).toEqual({ a: '1', b: '2', old: 'old' })
  })
})

describe('two places', () => {
  test('are refused when both are folders, or hold each other', async () => {
    await expect(sync(stage.network.client, { source: { path: 'a' }, target: { path: 'b' } })).rejects.toBeInstanceOf(InputError)
    await expect(sync(stage.network.client, { source: { bucket }, target: { bucket, prefix: 'x' } })).rejects.toBeInstanceOf(InputError)
  })

  test('with failures: the others are done, the manifest has the rest, and a second call finishes', async () => {
    await plant(at('from'), { a: '1', b: '2', c: '3' })
    stage.network.fault = (line, { path }) =>
      line.startsWith('PutObject') && path.endsWith('b') ? { kind: 'status', status: 500, code: 'InternalError' } : undefined
    const manifest = at('left.jsonl')
    expect(await sync(stage.network.client, { ...up(), manifest })).toMatchObject({ writtenCount: 2, failureCount: 1 })
    expect(await readFile(manifest, 'utf8')).toContain('"InternalError"')
    stage.network.fault = () => undefined
    expect(await sync(stage.network.client, { ...up(), manifest })).toMatchObject({ writtenCount: 1, unchangedCount: 2, failureCount: 0 })
    expect(await objects('p/')).toEqual({ a: '1', b: '2', c: '3' })
  })

  test('what fails to compare is reported, and the others are done', async () => {
    await plant(at('from'), { a: '1', b: '2' })
    await uploadDirectory(stage.network.client, { source: at('from'), bucket, prefix: 'p' })
    await plant(at('from'), { c: '3' })
    stage.network.fault = (line) => (line === 'HeadObject' ? { kind: 'status', status: 403, code: 'AccessDenied' } : undefined)
    const output = await sync(stage.network.client, { ...up(), compare: 'metadata' })
    expect(output).toMatchObject({ writtenCount: 1, failureCount: 2 })
  })
})

async function* iterate<T>(items: readonly T[]): AsyncGenerator<T, void> {
  yield* items
}
