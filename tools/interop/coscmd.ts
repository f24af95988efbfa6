import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { type CosClient, GetObjectCommand, ListObjectsCommand, PutObjectCommand } from '@cos/core'
import type { Setting } from './node-sdk.js'
import type { Report } from './report.js'
import { same } from './report.js'

// The official command line, which has a signer and a transfer loop of its own. It knows only public hosts, so it is told that
// the local server is its proxy.

const bucket = 'coscmd-1250000000'
const run = promisify(execFile)

/** What is typed, what is printed then, and what our client finds. */
interface Step {
  readonly typed: readonly string[]
  readonly prints?: RegExp
  readonly after?: () => Promise<void>
}

/** Types a day's work with the official command line and looks at what it did. */
export async function driveCoscmd(program: string, { port, region, credentials }: Setting, client: CosClient, report: Report) {
  const folder = await mkdtemp(path.join(tmpdir(), 'cos-coscmd-'))
  const host = `${bucket}.cos.${region}.myqcloud.com`
  const big = Buffer.alloc(12_000_000, 'between two clients')
  const env = { PATH: process.env['PATH'], HOME: folder, http_proxy: `http://127.0.0.1:${port}`, no_proxy: '', LC_ALL: 'C.UTF-8' }
  const type = async (typed: readonly string[]) => {
    const done = await run(program, [...typed], { cwd: folder, env, timeout: 60_000 }).catch(
      (error: { stdout?: string; stderr?: string }) => error,
    )
    return `${done.stdout ?? ''}${done.stderr ?? ''}`
  }
  const bytes = async (key: string) => Buffer.from(await (await client.send(new GetObjectCommand({ bucket, key }))).body.bytes())
  const file = async (name: string) => readFile(path.join(folder, name))
  const keys = async () => (await client.send(new ListObjectsCommand({ bucket }))).contents.map(({ key }) => key)
  // The URL names the public host.
  const fetched = async (printed: string) => {
    const url = /http:[^'\s]+/.exec(printed)?.[0] ?? ''
    const asked = request({ host: '127.0.0.1', port, path: url, headers: { host } }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    return text(answer)
  }
  const { secretId, secretKey } = credentials
  const steps: readonly Step[] = [
    { typed: ['config', '-a', secretId, '-s', secretKey, '-b', bucket, '-r', region, '--do-not-use-ssl'], prints: /Created configuration/ },
    { typed: ['createbucket'], prints: /Create cos:/ },
    {
      typed: ['upload', 'folder/a ä+b.txt', 'folder/a ä+b.txt'],
      after: async () => same(String(await bytes('folder/a ä+b.txt')), 'small'),
    },
    { typed: ['upload', 'big', 'big'], after: async () => same((await bytes('big')).equals(big), true) },
    { typed: ['info', 'big'], prints: /x-cos-hash-crc64ecma +\d+/ },
    { typed: ['list', '-ar'], prints: /folder\/a ä\+b\.txt +5 [\s\S]*Files num: 3/ },
    { typed: ['download', 'big', 'back'], after: async () => same((await file('back')).equals(big), true) },
    { typed: ['copy', `${host}/big`, 'copied'], after: async () => same((await bytes('copied')).equals(big), true) },
    { typed: ['putobjectacl', '--grant-read', 'anyone', 'copied'] },
    { typed: ['getobjectacl', 'copied'], prints: /anyone: READ/ },
    { typed: ['upload', '-rs', 'folder/', 'up/'], prints: /1 files uploaded, 0 files skipped, 0 files failed/ },
    { typed: ['upload', '-rs', 'folder/', 'up/'], prints: /0 files uploaded, 1 files skipped, 0 files failed/ },
    { typed: ['download', '-rs', 'up/', 'down/'], after: async () => same(String(await file('down/a ä+b.txt')), 'small') },
    {
      typed: ['move', `${host}/copied`, 'moved'],
      after: async () => same(await keys(), ['big', 'folder/a ä+b.txt', 'moved', 'ours', 'up/a ä+b.txt']),
    },
    { typed: ['download', 'ours', 'ours'], after: async () => same(String(await file('ours')), 'written by ours') },
    { typed: ['signurl', 'ours'], after: async () => same(await fetched(await type(['signurl', 'ours'])), 'written by ours') },
    { typed: ['restore', 'big'], prints: /RestoreNonArchiveObject/ },
    { typed: ['putbucketversioning', 'Enabled'] },
    { typed: ['delete', '-f', 'big'], after: async () => same(await keys(), ['folder/a ä+b.txt', 'moved', 'ours', 'up/a ä+b.txt']) },
    { typed: ['info', 'missing'], prints: /NoSuchResource|404/ },
    { typed: ['deletebucket', '-f'], prints: /Delete cos:/ },
  ]
  try {
    await mkdir(path.join(folder, 'folder'))
    await writeFile(path.join(folder, 'folder', 'a ä+b.txt'), 'small')
    await writeFile(path.join(folder, 'big'), big)
    for (const { typed, prints, after } of steps) {
      await report.check(`coscmd ${typed[0]}`, async () => {
        const printed = await type(typed)
        if (prints && !prints.test(printed)) throw new Error(`printed ${printed.slice(-500)}`)
        await after?.()
        if (typed[0] === 'createbucket') await client.send(new PutObjectCommand({ bucket, key: 'ours', body: 'written by ours' }))
      })
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
