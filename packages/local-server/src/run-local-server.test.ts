import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CosClient, CreateBucketCommand, ListBucketsCommand } from '@cos/core'
import { expect, test } from 'vitest'
import { localAccount } from './account.js'
import { requestLine } from './request-line.js'
import { runLocalServer } from './run-local-server.js'

test('a server runs until it is told to stop, and finds again what it kept', async () => {
  const data = await mkdtemp(join(tmpdir(), 'cos-'))
  const lines: string[] = []
  const run = async (work: (client: CosClient) => Promise<void>) => {
    const controller = new AbortController()
    let started = (_url: string) => {}
    const url = new Promise<string>((resolve) => {
      started = resolve
    })
    const write = (line: string) => {
      lines.push(line)
      const origin = /^COS is at (\S+),/.exec(line)
      if (origin) started(origin[1]!)
    }
    const running = runLocalServer({ port: 0, data, write, signal: controller.signal })
    const client = new CosClient({ endpoint: await url, credentials: localAccount, region: 'ap-guangzhou' })
    await work(client)
    await client.close()
    controller.abort()
    await running
  }
  try {
    await run(async (client) => void (await client.send(new CreateBucketCommand({ bucket: 'photos-1250000000' }))))
    await run(async (client) => {
      expect((await client.send(new ListBucketsCommand({}))).buckets.map(({ name }) => name)).toEqual(['photos-1250000000'])
    })
    expect(lines.filter((line) => line.startsWith('200 '))).toHaveLength(2)
    expect(lines.join('\n')).toContain(`secret id   ${localAccount.secretId}`)
  } finally {
    await rm(data, { recursive: true })
  }
})

test('the line of a request says why rights refused it, in one line whatever the key holds', () => {
  const told = {
    method: 'GET',
    resource: 'host/a\nb',
    operation: 'GetObject',
    status: 403,
    code: 'AccessDenied',
    requestId: '1',
    durationMs: 1.4,
  }
  const refusal = 'Nothing allows name/cos:GetObject on a\nb for anonymous.'
  expect(requestLine({ ...told, refusal })).toBe(
    '403 GET host/a\\x0ab  GetObject AccessDenied 1 ms  Nothing allows name/cos:GetObject on a\\x0ab for anonymous.',
  )
})
