import { CreateBucketCommand, HeadObjectCommand, PutBucketVersioningCommand, PutObjectCommand, type PutObjectInput } from '@cos/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
  await stage.client.send(new CreateBucketCommand({ bucket: stage.bucket }))
})
afterEach(() => stage.close())

const put = (key: string, body: string, more: Partial<PutObjectInput> = {}) =>
  stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key, body, ...more }))
const keys = async () => (await stage.json('ls', '-r', stage.uri)).map(({ key }) => key)

describe('du', () => {
  test('counts and adds up what begins so, by storage class', async () => {
    await put('a/1', 'x'.repeat(1024))
    await put('a/2', 'x'.repeat(512))
    await put('a/3', 'x', { storageClass: 'ARCHIVE' })
    await put('b', 'x')
    expect((await stage.run(['du', `${stage.uri}/a/`])).stdout).toBe(
      ['ARCHIVE          1          1 B', 'STANDARD         2      1.5 KiB', 'total            3      1.5 KiB', ''].join('\n'),
    )
    expect((await stage.run(['du', '--bytes', `${stage.uri}/b`])).stdout).toContain('total            1            1\n')
    expect(await stage.json('du', stage.uri)).toEqual([
      {
        type: 'usage',
        bucket: stage.bucket,
        prefix: '',
        objectCount: 4,
        sizeBytes: 1538,
        storageClasses: { ARCHIVE: { objectCount: 1, sizeBytes: 1 }, STANDARD: { objectCount: 3, sizeBytes: 1537 } },
      },
    ])
  })

  test('of all versions counts those that are covered, and delete markers', async () => {
    await stage.client.send(new PutBucketVersioningCommand({ bucket: stage.bucket, status: 'Enabled' }))
    await put('a', '12345')
    await put('a', '123')
    await stage.json('rm', `${stage.uri}/a`)
    expect(await stage.json('du', stage.uri)).toMatchObject([{ objectCount: 0, sizeBytes: 0 }])
    expect(await stage.json('du', '--all-versions', stage.uri)).toMatchObject([{ objectCount: 2, sizeBytes: 8, deleteMarkerCount: 1 }])
    expect((await stage.run(['du', '--all-versions', stage.uri])).stdout).toMatch(/^delete markers +1$/m)
  })

  test('of nothing is 0, of a bucket that is not there a failure', async () => {
    expect((await stage.run(['du', stage.uri])).stdout).toBe('total            0          0 B\n')
    expect(await stage.run(['du', 'cos://nope-1250000000'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('no such bucket'),
    })
  })
})

describe('mv', () => {
  test('an object gets another key, with its metadata, and the old one is gone', async () => {
    await put('old', 'content', { metadata: { a: '1' } })
    expect(await stage.run(['mv', `${stage.uri}/old`, `${stage.uri}/dir/new`])).toEqual({
      exitCode: 0,
      stdout: `${stage.uri}/old -> ${stage.uri}/dir/new (7 B)\n`,
      stderr: '',
    })
    expect(await keys()).toEqual(['dir/new'])
    const { metadata } = await stage.client.send(new HeadObjectCommand({ bucket: stage.bucket, key: 'dir/new' }))
    expect(metadata).toEqual({ a: '1' })
    expect(await stage.json('mv', '--storage-class', 'STANDARD_IA', `${stage.uri}/dir/new`, stage.uri)).toMatchObject([
      { operation: 'mv', success: true, source: `${stage.uri}/dir/new`, target: `${stage.uri}/new`, sizeBytes: 7 },
    ])
    const { storageClass } = await stage.client.send(new HeadObjectCommand({ bucket: stage.bucket, key: 'new' }))
    expect(storageClass).toBe('STANDARD_IA')
  })

  test('everything below a prefix moves to another, over pages', async () => {
    await Promise.all(Array.from({ length: 1003 }, (_, index) => put(`from/${index}`, '')))
    await put('from/deep/er', 'x')
    await put('fromage', 'x')
    expect(await stage.json('mv', '-r', '--jobs', '32', `${stage.uri}/from/`, `${stage.uri}/to`)).toHaveLength(1004)
    const left = await keys()
    expect(left).toHaveLength(1005)
    expect(left.filter((key) => String(key).startsWith('from'))).toEqual(['fromage'])
    expect(left).toContain('to/deep/er')
  })

  test('what cannot be moved is told and stays, the rest moves', async () => {
    await put('from/a', 'a')
    await put('from/cold', 'c', { storageClass: 'ARCHIVE' })
    const { exitCode, stdout, stderr } = await stage.run(['mv', '-r', `${stage.uri}/from/`, `${stage.uri}/to/`])
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: `${stage.uri}/from/a -> ${stage.uri}/to/a (1 B)\n` })
    expect(stderr).toMatch(/from\/cold: .*restored.*1 of the objects could not be moved/s)
    expect(await keys()).toEqual(['from/cold', 'to/a'])
  })

  test.each([
    [['file', 'cos://photos-1250000000/a'], /inside COS.*cos cp/s],
    [['cos://photos-1250000000/a', 'file'], /inside COS.*cos cp/s],
    [['cos://photos-1250000000/a/', 'cos://photos-1250000000/b/'], /whole folder.*--recursive/],
    [['cos://photos-1250000000/a', 'cos://photos-1250000000/a'], /is the object itself/],
    [['-r', 'cos://photos-1250000000/a/', 'cos://photos-1250000000/a/b/'], /hold each other/],
    [['-r', 'cos://photos-1250000000/a/b/', 'cos://photos-1250000000/a/'], /hold each other/],
    [['-r', '--jobs', 'x', 'cos://photos-1250000000/a/', 'cos://photos-1250000000/b/'], /--jobs/],
  ])('%j is refused', async (words, message) => {
    expect(await stage.run(['mv', ...words])).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) })
  })
})
