import { readFile } from 'node:fs/promises'
import { CreateBucketCommand, DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from '@cos/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
  await stage.client.send(new CreateBucketCommand({ bucket: stage.bucket }))
})
afterEach(() => stage.close())

const put = async (key: string, body: string) =>
  (await stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key, body }))).versionId
const enable = () => stage.client.send(new PutBucketVersioningCommand({ bucket: stage.bucket, status: 'Enabled' }))

/** `note` in two versions with a delete marker on top, and `other` in one. */
async function withVersions() {
  await enable()
  const first = await put('note', 'first')
  const second = await put('note', 'second')
  const { versionId: marker } = await stage.client.send(new DeleteObjectCommand({ bucket: stage.bucket, key: 'note' }))
  const other = await put('other', 'x')
  return { first: first!, second: second!, marker: marker!, other: other! }
}

describe('versioning', () => {
  test('is shown, enabled and suspended', async () => {
    expect(await stage.run(['versioning', stage.uri])).toEqual({ exitCode: 0, stdout: 'never enabled\n', stderr: '' })
    expect(await stage.run(['versioning', stage.uri, 'enable'])).toEqual({ exitCode: 0, stdout: `${stage.uri}: Enabled\n`, stderr: '' })
    expect(await stage.json('versioning', stage.uri)).toEqual([{ type: 'versioning', bucket: stage.bucket, status: 'Enabled' }])
    expect(await stage.json('versioning', stage.uri, 'suspend')).toEqual([
      { operation: 'versioning', success: true, bucket: stage.bucket, status: 'Suspended' },
    ])
    expect((await stage.run(['versioning', stage.uri])).stdout).toBe('Suspended\n')
  })
})

describe('ls --all-versions', () => {
  test('shows versions and delete markers, the newest of a key first', async () => {
    const { first, second, marker, other } = await withVersions()
    expect(await stage.json('ls', '--all-versions', stage.uri)).toMatchObject([
      { type: 'delete-marker', key: 'note', versionId: marker, isLatest: true },
      { type: 'version', key: 'note', versionId: second, isLatest: false, size: 6 },
      { type: 'version', key: 'note', versionId: first, isLatest: false, size: 5, uri: `${stage.uri}/note` },
      { type: 'version', key: 'other', versionId: other, isLatest: true, size: 1 },
    ])
    const { stdout } = await stage.run(['ls', '--all-versions', `${stage.uri}/note`])
    expect(stdout.split('\n').map((line) => line.slice(19))).toEqual([
      `${'deleted'.padStart(14)}  latest  ${marker}  note`,
      `${'6 B'.padStart(14)}          ${second}  note`,
      `${'5 B'.padStart(14)}          ${first}  note`,
      '',
    ])
  })

  test('folds at the delimiter, but not with --recursive', async () => {
    await enable()
    await put('a/1', '')
    await put('b', '')
    expect(await stage.json('ls', '--all-versions', stage.uri)).toMatchObject([{ type: 'prefix', prefix: 'a/' }, { key: 'b' }])
    expect(await stage.json('ls', '-r', '--all-versions', stage.uri)).toMatchObject([{ key: 'a/1' }, { key: 'b' }])
  })

  test('of a bucket that never had versions shows its objects', async () => {
    await put('a', 'x')
    expect(await stage.json('ls', '--all-versions', stage.uri)).toMatchObject([{ type: 'version', key: 'a', isLatest: true }])
  })
})

describe('--version-id', () => {
  test('cat, stat, cp down and cp inside COS take one version', async () => {
    const { first } = await withVersions()
    expect((await stage.run(['cat', '--version-id', first, `${stage.uri}/note`])).stdout).toBe('first')
    expect(await stage.json('stat', '--version-id', first, `${stage.uri}/note`)).toMatchObject([{ size: 5, versionId: first }])
    await stage.json('cp', '--version-id', first, `${stage.uri}/note`, 'old.txt')
    expect(await readFile(stage.path('old.txt'), 'utf8')).toBe('first')
    await stage.json('cp', '--version-id', first, `${stage.uri}/note`, `${stage.uri}/note`)
    expect((await stage.run(['cat', `${stage.uri}/note`])).stdout).toBe('first')
  })

  test('of nothing is told with what to do', async () => {
    const { exitCode, stderr } = await stage.run(['stat', `${stage.uri}/none`])
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^cos: NoSuchKey: HTTP 404\n.*\n.*\nThere is no such object/)
  })

  test('rm of a delete marker brings the object back', async () => {
    const { marker } = await withVersions()
    expect((await stage.run(['cat', `${stage.uri}/note`])).exitCode).toBe(1)
    await stage.json('rm', '--version-id', marker, `${stage.uri}/note`)
    expect((await stage.run(['cat', `${stage.uri}/note`])).stdout).toBe('second')
  })

  test.each([
    [['cp', '-r', '--version-id', 'v', 'cos://photos-1250000000/a/', 'b'], /--version-id goes with one object/],
    [['cp', '--version-id', 'v', 'file', 'cos://photos-1250000000/'], /--version-id .* in COS/],
    [['rm', '--all-versions', 'cos://photos-1250000000/a'], /--all-versions goes with --recursive/],
    [['versioning', 'cos://photos-1250000000', 'on'], /enable, suspend/],
    [['versioning', 'cos://photos-1250000000/key'], /a bucket is wanted/],
  ])('%j is refused', async (words, message) => {
    expect(await stage.run(words)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) })
  })
})

describe('rm --recursive --all-versions', () => {
  test('empties a bucket so that it can be removed', async () => {
    const { first, second, marker } = await withVersions()
    await stage.json('rm', '-r', '--force', stage.uri)
    const refused = await stage.run(['rb', stage.uri])
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('--all-versions') })
    const removed = await stage.json('rm', '-r', '--force', '--all-versions', stage.uri)
    expect(removed).toHaveLength(5)
    for (const versionId of [first, second, marker]) {
      expect(removed).toContainEqual({ operation: 'rm', success: true, bucket: stage.bucket, key: 'note', versionId })
    }
    expect(await stage.json('ls', '-r', '--all-versions', stage.uri)).toEqual([])
    expect((await stage.run(['rb', stage.uri])).exitCode).toBe(0)
  })

  test('goes over pages, leaves what begins otherwise, and asks before', async () => {
    await enable()
    await Promise.all(Array.from({ length: 1005 }, (_, index) => put(`many/${index}`, '')))
    await put('other', '')
    expect(await stage.run(['rm', '-r', '--all-versions', stage.uri])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/--force/),
    })
    expect(await stage.json('rm', '-r', '--force', '--all-versions', `${stage.uri}/many/`)).toHaveLength(1005)
    expect(await stage.json('ls', '-r', '--all-versions', stage.uri)).toMatchObject([{ key: 'other' }])
  })
})
