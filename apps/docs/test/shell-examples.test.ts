import { execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { CosClient, CreateBucketCommand } from '@cos/core'
import { UploadFileCommand, V4Client } from '@cos/legacy-v4'
import { createLocalServer } from '@cos/local-server'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const examples = path.join(root, 'apps/docs/examples')
const builtCommand = path.join(root, 'apps/cli/dist/main.js')
const server = createLocalServer()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cos-shell-'))
  // What `npm install` would put on the path.
  await writeFile(path.join(folder, 'cos'), `#!/bin/sh\nexec "${process.execPath}" "${builtCommand}" "$@"\n`)
  await chmod(path.join(folder, 'cos'), 0o755)
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function textOf(name: string): Promise<string> {
  return readFile(path.join(examples, name), 'utf8')
}

test('the tour of the command line leads through', async () => {
  const { url } = await server.listen()
  const { secretId, secretKey } = server.credentials
  const env = {
    ...process.env,
    PATH: `${folder}${path.delimiter}${process.env['PATH']}`,
    COS_ENDPOINT: url,
    COS_REGION: server.region,
    COS_SECRET_ID: secretId,
    COS_SECRET_KEY: secretKey,
  }
  const output = await new Promise<string>((resolve, reject) => {
    execFile('sh', ['-eu', path.join(examples, 'cli-tour.sh')], { cwd: folder, env }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    )
  })
  expect(output.match(/^Hello, COS!$/gm)).toHaveLength(2) // by `cos cat`, and by the presigned URL
  expect(output).toMatch(/12 B {2}notes\/hello\.txt$/m)
  expect(await readFile(path.join(folder, 'back/notes/hello.txt'), 'utf8')).toBe('Hello, COS!\n')
}, 60_000)

test('a bucket of the older API is copied', async () => {
  const { url } = await server.listen()
  const { credentials, region, transport } = server
  const client = new CosClient({ credentials, region, transport })
  for (const bucket of ['guide-1250000000', 'new-1250000000']) await client.send(new CreateBucketCommand({ bucket }))
  const v4 = new V4Client({ appId: 1_250_000_000, bucket: 'guide', region: 'gz', credentials, transport })
  await v4.send(new UploadFileCommand({ path: '/a.txt', source: new TextEncoder().encode('a') }))
  const { secretId, secretKey } = credentials
  const env = {
    ...process.env,
    PATH: `${folder}${path.delimiter}${process.env['PATH']}`,
    COS_ENDPOINT: url,
    COS_REGION: region,
    COS_SECRET_ID: secretId,
    COS_SECRET_KEY: secretKey,
  }
  // The hosts of the older API are elsewhere, so the local server is named.
  const script = (await textOf('v4-migrate.sh')).replaceAll('--app-id', `--v4-endpoint ${url} --app-id`)
  const errors = await new Promise<string>((resolve, reject) => {
    execFile('sh', ['-euc', script], { cwd: folder, env }, (error, _, stderr) => (error ? reject(error) : resolve(stderr)))
  })
  expect(errors).toBe('1 to copy, 0 there already, 0 failed\n1 copied, 0 there already, 0 failed\n0 copied, 1 there already, 0 failed\n')
}, 60_000)

test('the line that starts a local server does', async () => {
  const line = (await textOf('start-local-server.sh')).trim()
  expect(line).toBe('npx cos local --port 9000 --data ./cos-data')
  // Any free port, because 9000 may be taken here.
  const args = line.replace('npx cos ', '').replace('9000', '0').split(' ')
  const child = spawn(process.execPath, [builtCommand, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  let output = ''
  for await (const chunk of child.stdout) {
    output += chunk
    if (output.includes('COS_SECRET_KEY=')) break
  }
  child.kill('SIGTERM')
  await ended
  expect(output).toMatch(/listens on http:\/\/127\.0\.0\.1:\d+/)
  expect(await readdir(path.join(folder, 'cos-data'))).not.toEqual([])
})

test('the two commands are scripts that CI runs', async () => {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const commands = (await textOf('two-commands.sh')).trim().split('\n')
  expect(commands).toEqual(['npm run quickstart', 'npm test'])
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['quickstart', 'test']))
  const ci = await readFile(path.join(root, '.ci/run'), 'utf8')
  for (const command of commands) expect(ci).toContain(`step '${command}' ${command}\n`)
})

test('what is to be installed are packages of this repository', async () => {
  const [npm, install, ...names] = (await textOf('install.sh')).trim().split(' ')
  expect([npm, install]).toEqual(['npm', 'install'])
  for (const name of names) {
    const manifest = JSON.parse(await readFile(path.join(root, 'packages', name.replace('@cos/', ''), 'package.json'), 'utf8'))
    expect(manifest).toMatchObject({ name })
    expect(manifest.private).toBeUndefined()
  }
})
