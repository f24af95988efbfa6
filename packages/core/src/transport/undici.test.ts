import { getEventListeners } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { CosClient } from '../client/cos-client.js'
import { GetObjectCommand } from '../commands/object/get-object.js'
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

test('an answer that is damaged before its body is a lost connection, and asked for again', async () => {
  const answers = [
    'HTTP/1.1 2?0 OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\nab\u0001c: d\re\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\netag: "x"\r\nlast-modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\nok',
  ]
  const server = createTcpServer((socket) => socket.once('data', () => socket.end(answers.shift() ?? '')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const options = { region: 'ap-guangzhou', credentials: 'anonymous', endpoint, verifyChecksums: false } as const
  const [once, again] = [
    new CosClient({ ...options, retry: () => undefined }),
    new CosClient({ ...options, retry: ({ attempt }) => (attempt < 3 ? 0 : undefined) }),
  ]
  onTestFinished(async () => {
    await Promise.all([once.close(), again.close()])
    server.close()
  })
  await expect(once.send(new GetObjectCommand({ bucket: 'a-1', key: 'x' }))).rejects.toMatchObject({
    code: 'ConnectionLost',
    wasSent: true,
  })
  const { body } = await again.send(new GetObjectCommand({ bucket: 'a-1', key: 'x' }))
  expect(await body.text()).toBe('ok')
})
