import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { PutObjectCommand } from '@cos/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage

beforeEach(async () => {
  stage = await Stage.open()
  await stage.json('mb', stage.uri)
  await mkdir(stage.path('site/css'), { recursive: true })
  await writeFile(stage.path('site/index.html'), '<p>')
  await writeFile(stage.path('site/css/a.css'), 'p {}')
})
afterEach(() => stage.close())

const keys = async () => (await stage.json('ls', '-r', stage.uri)).map(({ key }) => key)

test('a folder goes up, comes back, and then there is nothing to do', async () => {
  expect(await stage.json('sync', 'site', `${stage.uri}/v1`)).toMatchObject([
    { operation: 'sync', success: true, action: 'put', name: 'css/a.css', reason: 'new' },
    { operation: 'sync', success: true, action: 'put', name: 'index.html', reason: 'new' },
  ])
  await stage.json('sync', `${stage.uri}/v1/`, 'copy')
  expect(await readFile(stage.path('copy/css/a.css'), 'utf8')).toBe('p {}')
  await stage.json('sync', `${stage.uri}/v1/`, `${stage.uri}/v2/`)
  for (const [source, target] of [
    ['site', `${stage.uri}/v1`],
    [`${stage.uri}/v1`, 'copy'],
    [`${stage.uri}/v1`, `${stage.uri}/v2`],
    ['copy', `${stage.uri}/v2`],
  ] as const) {
    expect(await stage.json('sync', '--delete', source, target)).toEqual([])
  }
})

test('a dry run tells and does nothing; its plan is carried out later', async () => {
  await stage.json('sync', 'site', stage.uri)
  await rm(stage.path('site/index.html'))
  await writeFile(stage.path('site/new.html'), 'new')
  const words = ['sync', '--dry-run', '--delete', '--plan', 'plan.jsonl', 'site', stage.uri]
  const { exitCode, stdout } = await stage.run(words)
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: `${stage.path('site')}/new.html -> ${stage.uri}/new.html (new)\ndelete ${stage.uri}/index.html\n`,
  })
  expect(await keys()).toEqual(['css/a.css', 'index.html'])
  await stage.json('sync', '--plan', 'plan.jsonl', 'site', stage.uri)
  expect(await keys()).toEqual(['css/a.css', 'new.html'])
})

test('too many deletions end with exit code 1, and nothing is deleted', async () => {
  await stage.json('sync', 'site', stage.uri)
  await rm(stage.path('site'), { recursive: true })
  await mkdir(stage.path('site'))
  const { exitCode, stderr } = await stage.run(['sync', '--delete', 'site', stage.uri])
  expect(exitCode).toBe(1)
  expect(stderr).toContain('would be deleted')
  expect(await keys()).toHaveLength(2)
  expect(await stage.json('sync', '--delete', '--max-delete', '100', '--backup-prefix', 'old', 'site', stage.uri)).toHaveLength(2)
  expect(await keys()).toEqual(['old/css/a.css', 'old/index.html'])
})

test('one bad file ends with exit code 1 and a manifest, the others are there', async () => {
  await stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key: '../evil', body: 'evil' }))
  await stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key: 'good', body: 'good' }))
  const { exitCode, stderr } = await stage.run(['sync', '--manifest', 'failed.jsonl', stage.uri, 'down'])
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('../evil') })
  expect(await readFile(stage.path('down/good'), 'utf8')).toBe('good')
  expect(await readFile(stage.path('failed.jsonl'), 'utf8')).toContain('UnsafeName')
})

test('globs choose, and what is wrong is refused', async () => {
  expect(await stage.json('sync', '--include', '*.css', 'site', stage.uri)).toMatchObject([{ name: 'css/a.css' }])
  for (const words of [
    ['site', 'copy'],
    ['--compare', 'colour', 'site', stage.uri],
    ['--max-delete', '10', 'site', stage.uri],
    ['--plan', 'p', '--delete', 'site', stage.uri],
  ]) {
    expect((await stage.run(['sync', ...words])).exitCode).toBe(2)
  }
  expect((await stage.run(['sync', 'missing', stage.uri])).exitCode).toBe(1)
})
