import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand } from '@cos/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
  await stage.client.send(new CreateBucketCommand({ bucket: stage.bucket }))
})
afterEach(() => stage.close())

const put = (key: string, storageClass: 'ARCHIVE' | 'DEEP_ARCHIVE' | 'STANDARD' = 'ARCHIVE') =>
  stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key, body: key, storageClass }))
const head = (key: string) => stage.client.send(new HeadObjectCommand({ bucket: stage.bucket, key }))

test('an archived object is restored, and waited for', async () => {
  await put('film')
  const running = stage.start(['--json', 'restore', '--tier', 'expedited', '--days', '2', '--wait', '--interval', '1', `${stage.uri}/film`])
  await stage.untilAnswered('HeadObject 200')
  expect((await head('film')).restore).toMatchObject({ isOngoing: true })
  stage.aheadMs = 2 * 60_000
  const { exitCode, stdout, stderr } = await running.ended
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toMatchObject([
    { operation: 'restore', success: true, bucket: stage.bucket, key: 'film', days: 2, tier: 'Expedited' },
    { operation: 'restore', success: true, key: 'film', isReadable: true, expiresAt: expect.stringMatching(/^\d{4}-/) },
  ])
  expect((await stage.run(['cat', `${stage.uri}/film`])).stdout).toBe('film')
})

test('without --wait it is asked for and that is told; a second time it is under way, which is no failure', async () => {
  await put('film')
  expect(await stage.run(['restore', `${stage.uri}/film`])).toEqual({
    exitCode: 0,
    stdout: `restoring ${stage.uri}/film (Standard, for 3 days)\n`,
    stderr: '',
  })
  expect(await stage.run(['restore', `${stage.uri}/film`])).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: `${stage.uri}/film is being restored already\n`,
  })
  expect(await stage.run(['cat', `${stage.uri}/film`])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('cos restore') })
})

test('everything archived below a prefix; what is not archived is left, what fails is told', async () => {
  await put('x/a')
  await put('x/b', 'DEEP_ARCHIVE')
  await put('x/c', 'STANDARD')
  await put('y')
  const { exitCode, stdout, stderr } = await stage.run(['restore', '-r', '--tier', 'Expedited', '--days', '1', `${stage.uri}/x/`])
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: `restoring ${stage.uri}/x/a (Expedited, for 1 day)\n` })
  expect(stderr).toMatch(/x\/b: .*1 of the objects could not be restored/s)
  expect(stderr).not.toContain('x/c')
  expect((await head('y')).restore).toBeUndefined()
})

test('an interrupted wait ends, and the restoration goes on', async () => {
  await put('film')
  const running = stage.start(['restore', '--wait', `${stage.uri}/film`])
  await stage.untilAnswered('HeadObject 200')
  running.kill('SIGINT')
  expect((await running.ended).exitCode).toBe(130)
  expect((await head('film')).restore).toMatchObject({ isOngoing: true })
})

test.each([
  [['restore', 'cos://photos-1250000000'], 2, /an object is wanted/],
  [['restore', '--days', '0', 'cos://photos-1250000000/a'], 2, /--days/],
  [['restore', '--days', 'x', 'cos://photos-1250000000/a'], 2, /--days/],
  [['restore', '--tier', 'fast', 'cos://photos-1250000000/a'], 2, /Standard, Expedited, Bulk/],
  [['restore', '--interval', '1', 'cos://photos-1250000000/a'], 2, /--interval goes with --wait/],
  [['restore', '--interval', '0', '--wait', 'cos://photos-1250000000/a'], 2, /--interval must be/],
  [['restore', '-r', '--version-id', 'v', 'cos://photos-1250000000/a'], 2, /--version-id goes with one object/],
  [['restore', 'cos://photos-1250000000/none'], 1, /There is no such object/],
  [['restore', 'cos://photos-1250000000/plain'], 1, /not archived/],
])('%j is refused', async (words, exitCode, message) => {
  await put('plain', 'STANDARD')
  expect(await stage.run(words)).toMatchObject({ exitCode, stdout: '', stderr: expect.stringMatching(message) })
})
