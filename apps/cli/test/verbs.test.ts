import { mkdir, readdir, readFile, readlink, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { CreateBucketCommand, crc64, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@cos/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
  await stage.client.send(new CreateBucketCommand({ bucket: stage.bucket }))
})
afterEach(() => stage.close())

async function put(key: string, body = key): Promise<void> {
  await stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key, body }))
}

async function get(key: string): Promise<string> {
  return (await stage.client.send(new GetObjectCommand({ bucket: stage.bucket, key }))).body.text()
}

describe('mb and rb', () => {
  test('make and remove a bucket', async () => {
    expect(await stage.run(['mb', 'cos://other-1250000000'])).toEqual({ exitCode: 0, stdout: 'made cos://other-1250000000\n', stderr: '' })
    expect(await stage.json('rb', 'cos://other-1250000000')).toEqual([{ operation: 'rb', bucket: 'other-1250000000' }])
    const { exitCode, stderr } = await stage.run(['rb', 'cos://other-1250000000'])
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/There is no such bucket/)
  })

  test('a bucket that holds objects stays', async () => {
    await put('a')
    const { exitCode, stderr } = await stage.run(['rb', stage.uri])
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/still holds objects.*cos rm --recursive/)
  })
})

describe('ls', () => {
  test('of nothing is nothing, and no failure', async () => {
    expect(await stage.run(['ls', stage.uri])).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })

  test('buckets', async () => {
    expect((await stage.run(['ls'])).stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}ap-guangzhou +cos:\/\/photos-1250000000\n$/)
    expect(await stage.json('ls')).toMatchObject([{ type: 'bucket', bucket: stage.bucket, region: 'ap-guangzhou' }])
  })

  test('one level, sizes for people or in bytes', async () => {
    for (const key of ['a/1', 'a/2', 'b c.txt']) await put(key, 'x'.repeat(2048))
    const { stdout } = await stage.run(['ls', stage.uri])
    expect(stdout.split('\n').map((line) => line.slice(19))).toEqual([`${'-'.padStart(14)}  a/`, `${'2.0 KiB'.padStart(14)}  b c.txt`, ''])
    expect((await stage.run(['ls', '--bytes', `${stage.uri}/b`])).stdout).toMatch(/ 2048 {2}b c\.txt\n$/)
    expect(await stage.json('ls', stage.uri)).toMatchObject([
      { type: 'prefix', prefix: 'a/' },
      { type: 'object', key: 'b c.txt', size: 2048, uri: `${stage.uri}/b c.txt` },
    ])
  })

  test('everything below a prefix, over pages', async () => {
    await Promise.all(Array.from({ length: 1005 }, (_, index) => put(`many/${index}`, '')))
    expect(await stage.json('ls', '-r', `${stage.uri}/many/`)).toHaveLength(1005)
  })
})

describe('cp', () => {
  test('a file up and down again, under its name', async () => {
    await writeFile(stage.path('a b.txt'), 'hello')
    const up = await stage.run(['cp', 'a b.txt', `${stage.uri}/dir/`])
    expect(up).toEqual({ exitCode: 0, stdout: `a b.txt -> ${stage.uri}/dir/a b.txt (5 B)\n`, stderr: '' })
    await mkdir(stage.path('down'))
    expect(await stage.json('cp', `${stage.uri}/dir/a b.txt`, 'down')).toMatchObject([
      { operation: 'cp', success: true, source: `${stage.uri}/dir/a b.txt`, target: 'down/a b.txt', sizeBytes: 5 },
    ])
    expect(await readFile(stage.path('down', 'a b.txt'), 'utf8')).toBe('hello')
  })

  test('a large file in parts, there and back', async () => {
    const bytes = Buffer.alloc(5_000_000, 'the quick brown fox ')
    await writeFile(stage.path('large'), bytes)
    const pieces = ['--part-size', '1MiB', '--concurrency', '3', '--threshold', '2MiB']
    expect((await stage.run(['cp', ...pieces, 'large', stage.uri])).exitCode).toBe(0)
    expect(stage.answered).toContain('CompleteMultipartUpload 200')
    expect((await stage.run(['cp', ...pieces, `${stage.uri}/large`, 'back'])).exitCode).toBe(0)
    expect(Buffer.compare(await readFile(stage.path('back')), bytes)).toBe(0)
  })

  test('what is said about an object goes with it', async () => {
    await writeFile(stage.path('a'), 'x')
    await stage.json('cp', '--content-type', 'text/x', '--metadata', 'a=1', '--metadata', 'b=2=3', 'a', `${stage.uri}/a`)
    const head = await stage.client.send(new HeadObjectCommand({ bucket: stage.bucket, key: 'a' }))
    expect(head).toMatchObject({ contentType: 'text/x', metadata: { a: '1', b: '2=3' } })
  })

  test('standard input and standard output', async () => {
    expect((await stage.run(['cp', '-', `${stage.uri}/piped`], 'from a pipe')).exitCode).toBe(0)
    expect(await stage.run(['cp', `${stage.uri}/piped`, '-'])).toEqual({ exitCode: 0, stdout: 'from a pipe', stderr: '' })
  })

  test('a tree up, down and across', async () => {
    const files = ['a.txt', 'deep/er/b.txt', 'deep/ü %.txt', 'empty']
    await mkdir(stage.path('tree', 'deep', 'er'), { recursive: true })
    for (const file of files) await writeFile(stage.path('tree', file), file === 'empty' ? '' : file)
    await symlink(stage.path('tree', 'deep'), stage.path('tree', 'link'))
    const up = await stage.run(['cp', '-r', '--jobs', '2', 'tree', `${stage.uri}/up`])
    expect(up.exitCode).toBe(0)
    expect(up.stderr).toBe('')
    expect(up.stdout).toContain(`tree/deep/er/b.txt -> ${stage.uri}/up/deep/er/b.txt (13 B)\n`)
    expect(await get('up/deep/ü %.txt')).toBe('deep/ü %.txt')
    expect((await stage.run(['cp', '-r', '-q', `${stage.uri}/up`, `${stage.uri}/across/`])).stdout).toBe('')
    await put('across/folder/', '')
    const down = await stage.json('cp', '-r', `${stage.uri}/across/`, 'down/here')
    expect(down).toHaveLength(7)
    expect(down.find(({ source }) => source === `${stage.uri}/across/a.txt`)).toEqual({
      operation: 'cp',
      success: true,
      source: `${stage.uri}/across/a.txt`,
      target: 'down/here/a.txt',
      sizeBytes: 5,
      crc64: crc64(Buffer.from('a.txt')).toString(),
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    })
    expect((await readdir(stage.path('down/here'), { recursive: true })).sort()).toEqual([
      'a.txt',
      'deep',
      'deep/er',
      'deep/er/b.txt',
      'deep/ü %.txt',
      'empty',
      'folder',
      'link',
      'link/er',
      'link/er/b.txt',
      'link/ü %.txt',
    ])
  })

  test('times, permissions and links of a tree come back', async () => {
    await mkdir(stage.path('tree'))
    await writeFile(stage.path('tree', 'script'), '#!', { mode: 0o750 })
    await utimes(stage.path('tree', 'script'), 1_000_000_000, 1_000_000_000)
    await symlink('script', stage.path('tree', 'link'))
    await stage.json('cp', '-r', '--links', 'keep', 'tree', `${stage.uri}/x`)
    await stage.json('cp', '-r', '--links', 'keep', `${stage.uri}/x`, 'back')
    const { mtimeMs, mode } = await stat(stage.path('back', 'script'))
    expect([mtimeMs, mode & 0o777]).toEqual([1_000_000_000_000, 0o750])
    expect(await readlink(stage.path('back', 'link'))).toBe('script')
    await stage.json('cp', '-r', '--links', 'skip', 'tree', `${stage.uri}/y`)
    expect(await stage.json('ls', '-r', `${stage.uri}/y/`)).toMatchObject([{ key: 'y/script' }])
  })

  test('what is said about objects goes with each of a tree, and replaces what a source had', async () => {
    await put('from/a')
    const flags = ['--metadata', 'a=1', '--content-type', 'text/x', '--storage-class', 'STANDARD_IA']
    await stage.json('cp', '-r', ...flags, `${stage.uri}/from`, `${stage.uri}/to`)
    const head = await stage.client.send(new HeadObjectCommand({ bucket: stage.bucket, key: 'to/a' }))
    expect(head).toMatchObject({ contentType: 'text/x', metadata: { a: '1' }, storageClass: 'STANDARD_IA' })
  })

  test('prefixes that hold each other are refused: the copy would be copied', async () => {
    await put('x/a')
    const { exitCode, stderr } = await stage.run(['cp', '-r', `${stage.uri}/x`, `${stage.uri}/x/y`])
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('hold each other') })
  })

  test('keys that lead out of the folder are refused, and the rest is copied', async () => {
    for (const key of ['x/../../evil', 'x//evil', 'x/./evil', 'x/good']) await put(key)
    const { exitCode, stdout, stderr } = await stage.run(['cp', '-r', `${stage.uri}/x/`, 'out'])
    expect(exitCode).toBe(1)
    expect(stdout).toBe(`${stage.uri}/x/good -> out/good (6 B)\n`)
    expect(stderr).toMatch(/x\/\.\.\/\.\.\/evil: .*segment "\." or "\.\."/)
    expect(stderr).toMatch(/3 of the files could not be copied/)
    expect((await readdir(stage.folder, { recursive: true })).sort()).toEqual(['out', 'out/good'])
  })

  test('a link in the target folder is not followed', async () => {
    await mkdir(stage.path('out'))
    await mkdir(stage.path('elsewhere'))
    await symlink(stage.path('elsewhere'), stage.path('out', 'link'))
    await put('x/link/file')
    const { exitCode, stderr } = await stage.run(['cp', '-r', `${stage.uri}/x/`, 'out'])
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/is a link/)
    expect(await readdir(stage.path('elsewhere'))).toEqual([])
  })

  test('an object to another name', async () => {
    await put('from', 'content')
    expect(await stage.json('cp', `${stage.uri}/from`, `${stage.uri}/to/`)).toMatchObject([{ target: `${stage.uri}/to/from` }])
    expect(await get('to/from')).toBe('content')
  })
})

describe('cat', () => {
  test.each([
    [[], '0123456789'],
    [['--range', '2-4'], '234'],
    [['--range', '7-'], '789'],
    [['--range=-2'], '89'],
  ])('%j', async (flags, expected) => {
    await put('digits', '0123456789')
    expect(await stage.run(['cat', ...flags, `${stage.uri}/digits`])).toEqual({ exitCode: 0, stdout: expected, stderr: '' })
  })
})

describe('stat', () => {
  test('an object', async () => {
    await put('a', 'hello')
    expect((await stage.run(['stat', `${stage.uri}/a`])).stdout).toMatch(/^bucket +photos-1250000000\nkey +a\nsize +5\n/)
    expect(await stage.json('stat', `${stage.uri}/a`)).toMatchObject([
      { type: 'object', key: 'a', size: 5, etag: '"5d41402abc4b2a76b9719d911017c592"' },
    ])
  })

  test('a bucket', async () => {
    expect(await stage.json('stat', stage.uri)).toMatchObject([{ type: 'bucket', bucket: stage.bucket, region: 'ap-guangzhou' }])
  })
})

describe('rm', () => {
  test('one object', async () => {
    await put('a')
    expect(await stage.run(['rm', `${stage.uri}/a`])).toEqual({ exitCode: 0, stdout: `deleted ${stage.uri}/a\n`, stderr: '' })
    expect(await stage.json('ls', stage.uri)).toEqual([])
  })

  test('everything that begins so, in batches, and nothing else', async () => {
    await Promise.all(Array.from({ length: 1005 }, (_, index) => put(`many/${index}`, '')))
    await put('other')
    expect(await stage.json('rm', '-r', '--force', `${stage.uri}/many/`)).toHaveLength(1005)
    expect(stage.answered.filter((line) => line === 'DeleteMultipleObjects 200')).toHaveLength(2)
    expect(await stage.json('ls', '-r', stage.uri)).toMatchObject([{ key: 'other' }])
  })

  test('of many asks, and does nothing when there is nobody to ask', async () => {
    await put('a')
    const { exitCode, stderr } = await stage.run(['rm', '-r', stage.uri])
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/--force/)
    expect(await get('a')).toBe('a')
  })
})

describe('presign', () => {
  test('a URL to read with', async () => {
    await put('a b', 'content')
    const { stdout } = await stage.run(['presign', `${stage.uri}/a b`])
    expect(await (await fetch(stdout.trim())).text()).toBe('content')
  })

  test('a URL to write with', async () => {
    const [{ url } = {}] = await stage.json('presign', '--method', 'put', '--expires', '60', `${stage.uri}/new`)
    expect((await fetch(String(url), { method: 'PUT', body: 'written' })).status).toBe(200)
    expect(await get('new')).toBe('written')
  })

  test('a length and a type that must be sent', async () => {
    const [{ url } = {}] = await stage.json(
      ...['presign', '--method', 'PUT', '--content-length', '5', '--content-type', 'text/x-a', `${stage.uri}/pinned`],
    )
    const send = (body: string, type: string) => fetch(String(url), { method: 'PUT', body, headers: { 'content-type': type } })
    expect((await send('longer', 'text/x-a')).status).toBe(403)
    expect((await send('fives', 'text/x-b')).status).toBe(403)
    expect((await send('fives', 'text/x-a')).status).toBe(200)
    expect(await get('pinned')).toBe('fives')
  })

  test('another host, or none', async () => {
    await put('a')
    const link = async (...flags: string[]) => new URL((await stage.run(['presign', ...flags, `${stage.uri}/a`])).stdout.trim())
    const behind = await link('--signed-host', 'cdn.example.com')
    expect((await fetch(behind)).status).toBe(403)
    expect((await link('--no-signed-host')).searchParams.get('q-header-list')).toBe('')
    expect((await fetch(await link('--no-signed-host'))).status).toBe(200)
    // What a CDN does: it asks the same path under its own name.
    const { status } = await new Promise<{ status: number | undefined }>((resolve, reject) => {
      const asked = request(behind, { headers: { host: 'cdn.example.com' } }, (answer) => {
        answer.resume()
        resolve({ status: answer.statusCode })
      })
      asked.on('error', reject).end()
    })
    expect(status).not.toBe(403)
  })

  test('a name to save it under, and one version', async () => {
    await put('a')
    const { stdout } = await stage.run(['presign', '--download-as', 'Ä (1).txt', `${stage.uri}/a`])
    const answer = await fetch(stdout.trim())
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%C3%84%20%281%29.txt")
    const [{ url } = {}] = await stage.json('presign', '--version-id', 'null', `${stage.uri}/a`)
    expect(new URL(String(url)).searchParams.get('versionId')).toBe('null')
    expect(await (await fetch(String(url))).text()).toBe('a')
  })
})

describe('local', () => {
  test('serves until it is interrupted, and keeps what is on disk', async () => {
    const words = ['--json', 'local', '--port', '0', '--data', 'data']
    for (const expected of [[], [{ type: 'bucket', bucket: 'kept-1250000000' }]]) {
      const server = stage.start(words)
      const greeting = await server.firstLine
      const { endpoint, secretId, secretKey, region } = JSON.parse(greeting)
      const environment = { COS_ENDPOINT: endpoint, COS_SECRET_ID: secretId, COS_SECRET_KEY: secretKey, COS_REGION: region }
      const list = await stage.run(['--json', 'ls'], '', environment)
      expect(
        list.stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
      ).toMatchObject(expected)
      if (expected.length === 0) await stage.run(['mb', 'cos://kept-1250000000'], '', environment)
      server.kill('SIGINT')
      const { exitCode, stderr } = await server.ended
      expect(exitCode).toBe(0)
      expect(stderr).toMatch(/^200 GET \S+ {2}ListBuckets \d+ ms$/m)
    }
  })
})
