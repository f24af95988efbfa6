import { getEventListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { CosClient } from '../client/cos-client.js'
import { PutObjectCommand } from '../commands/object/put-object.js'

test('an answer without bytes leaves nothing behind on the signal of its request', async () => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { etag: '"x"', 'content-length': '0' }).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = new CosClient({ region: 'ap-guangzhou', credentials: 'anonymous', endpoint, verifyChecksums: false })
  onTestFinished(async () => {
    await client.close()
    server.close()
  })
  const { signal } = new AbortController()
  for (let at = 0; at < 20; at += 1) await client.send(new PutObjectCommand({ bucket: 'a-1', key: 'x', body: 'x' }), { signal })
  await vi.waitFor(() => expect(getEventListeners(signal, 'abort')).toHaveLength(0))
})
