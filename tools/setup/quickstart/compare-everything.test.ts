import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as core from '../../../packages/core/src/index.js'
import { createLocalServer } from '../../../packages/local-server/src/index.js'
// @ts-expect-error plain JavaScript, because it runs before anything is installed
import { compareEverything } from './compare-everything.mjs'
// @ts-expect-error plain JavaScript, because it runs before anything is installed
import { digestFile } from './digest-file.mjs'

const bucket = 'quickstart-1250000000'
let folder: string
let target: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cos-compare-'))
  target = await mkdtemp(path.join(tmpdir(), 'cos-compare-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
  await rm(target, { recursive: true })
})

/** One file went up as `uploaded` and came back as `returned`. */
async function compared({ uploaded, returned }: { uploaded: string; returned: string }): Promise<void> {
  const server = createLocalServer()
  const client = new core.CosClient({ region: server.region, credentials: server.credentials, transport: server.transport })
  await client.send(new core.CreateBucketCommand({ bucket }))
  await client.send(new core.PutObjectCommand({ bucket, key: 'a', body: uploaded }))
  const filePath = path.join(folder, 'a')
  await writeFile(filePath, 'original')
  await writeFile(path.join(target, 'a'), returned)
  const originals = new Map([['a', await digestFile(filePath, core)]])
  await compareEverything({ core, client, bucket, originals, target })
}

test('what came back as it went passes', async () => {
  await expect(compared({ uploaded: 'original', returned: 'original' })).resolves.toBeUndefined()
})

test('one changed byte is found, wherever it changed', async () => {
  await expect(compared({ uploaded: 'original', returned: 'originaL' })).rejects.toThrow('a came back different: its CRC-64 is')
  await expect(compared({ uploaded: 'Original', returned: 'original' })).rejects.toThrow('its CRC-64 on the server is')
})

test('a file that did not come back, or one too many, is found', async () => {
  await writeFile(path.join(target, 'b'), 'not asked for')
  await expect(compared({ uploaded: 'original', returned: 'original' })).rejects.toThrow('1 objects were uploaded and 2 files came back.')
})
