import { getEventListeners } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { CosClient } from '../client/cos-client.js'
import { GetObjectCommand, PutObjectCommand } from '../commands/index.js'
import { createNodeTransport } from './node.js'
import { bodyOf, getRequest, putRequest, withServer } from './transport.fixture.js'

test.each(['node:http', 'undici'] as const)(
  'with %s, an answer without bytes leaves nothing behind on the signal of its request, and its connection for the next one',
  async (library) => {
    let connections = 0
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(200, { etag: '"x"', 'content-length': '0' }).end())
    })
    server.on('connection', () => {
      connections += 1
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const client = new CosClient({
      region: 'ap-guangzhou',
      credentials: 'anonymous',
      endpoint,
      verifyChecksums: false,
      connection: { library },
    })
    onTestFinished(async () => {
      await client.close()
      server.close()
    })
    const { signal } = new AbortController()
    for (let at = 0; at < 20; at += 1) await client.send(new PutObjectCommand({ bucket: 'a-1', key: 'x', body: 'x' }), { signal })
    await vi.waitFor(() => expect(getEventListeners(signal, 'abort')).toHaveLength(0))
    // What undici sends at once after such an answer goes over another connection.
    expect(connections).toBeLessThanOrEqual(library === 'undici' ? 2 : 1)
  },
)

test.each(['node:http', 'undici'] as const)('with %s, connections are used again, and no more are opened than may be', async (library) => {
  const seen = new Set<unknown>()
  await withServer(
    (request, response) => {
      seen.add(request.socket)
      setTimeout(() => response.end('x'), 5)
    },
    async (host) => {
      const transport = createNodeTransport({ library, maxConnections: 3 })
      await Promise.all(Array.from({ length: 12 }, async () => (await transport(getRequest(host))).body.bytes()))
      await (await transport(getRequest(host))).body.bytes()
      expect(seen.size).toBe(3)
      await transport.close?.()
    },
  )
})

test.each(['node:http', 'undici'] as const)('with %s, a small body nobody reads gives its connection back', async (library) => {
  await withServer(
    (_, response) => response.end('x'),
    async (host) => {
      const transport = createNodeTransport({ library, maxConnections: 1 })
      const unread = await transport(getRequest(host))
      for (let at = 0; at < 3; at += 1) await transport(getRequest(host))
      expect(await unread.body.bytes()).toEqual(new Uint8Array([120]))
      await transport.close?.()
    },
  )
})

test('closing waits for what is under way', async () => {
  await withServer(
    (_, response) => {
      response.write('1')
      setTimeout(() => response.end('2'), 50)
    },
    async (host) => {
      const transport = createNodeTransport()
      const { body } = await transport(getRequest(host))
      let isClosed = false
      const closing = transport.close?.().then(() => {
        isClosed = true
      })
      const seen: boolean[] = []
      for await (const _ of body) seen.push(isClosed)
      expect([seen.length, seen[0]]).toEqual([2, false])
      await closing
    },
  )
})

test('an idle connection is closed after its time', async () => {
  let open = 0
  await withServer(
    (request, response) => {
      open += 1
      request.socket.once('close', () => {
        open -= 1
      })
      response.end('x')
    },
    async (host) => {
      await (await createNodeTransport({ keepAliveTimeoutMs: 50 })(getRequest(host))).body.bytes()
      expect(open).toBe(1)
      await vi.waitFor(() => expect(open).toBe(0))
    },
  )
})

test('headers beyond ASCII are read as UTF-8', async () => {
  await withServer(
    (_, response) => response.writeHead(200, { 'x-cos-meta-name': Buffer.from('目录').toString('latin1') }).end(),
    async (host) => {
      const { headers } = await createNodeTransport()(getRequest(host))
      expect(headers['x-cos-meta-name']).toBe('目录')
    },
  )
})

test('an abort reaches a request that waits for a connection', async () => {
  await withServer(
    () => {},
    async (host) => {
      const transport = createNodeTransport({ maxConnections: 1 })
      const first = new AbortController()
      const waiting = new AbortController()
      const sent = [
        transport(getRequest(host, 'a', first.signal)).catch((reason) => reason),
        transport(getRequest(host, 'b', waiting.signal)).catch((reason) => reason),
      ]
      waiting.abort('enough')
      expect(await sent[1]).toBe('enough')
      first.abort('too')
      expect(await sent[0]).toBe('too')
      await transport.close?.()
    },
  )
})

test('a source that takes its time is waited for; a service that takes nothing is not', async () => {
  await withServer(
    async (request, response) => {
      if (request.url === '/stuck') return void request.pause()
      response.end(await bodyOf(request))
    },
    async (host) => {
      const transport = createNodeTransport({ idleTimeoutMs: 100 })
      const slow = putRequest(host, async function* () {
        yield new Uint8Array([97])
        await new Promise((resolve) => setTimeout(resolve, 300))
        yield new Uint8Array([98])
      })
      expect(new TextDecoder().decode(await (await transport(slow)).body.bytes())).toBe('ab')
      const endless = putRequest(host, async function* () {
        for (;;) yield new Uint8Array(1024 ** 2)
      })
      await expect(transport({ ...endless, path: '/stuck' })).rejects.toThrow(expect.objectContaining({ code: 'IdleTimeout' }))
    },
  )
})

test.each(['node:http', 'undici'] as const)('with %s, an answer that is damaged before its body is a lost connection', async (library) => {
  const answers = [
    'HTTP/1.1 2?0 OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\nab\u0001c: d\re\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\netag: "x"\r\nlast-modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\nok',
  ]
  const server = createTcpServer((socket) => socket.once('data', () => socket.end(answers.shift() ?? '')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const options = { region: 'ap-guangzhou', credentials: 'anonymous', endpoint, verifyChecksums: false, connection: { library } } as const
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

test.each(['node:http', 'undici'] as const)('with %s, an answer too many is not taken for the next one', async (library) => {
  const answer = (text: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`
  let requests = 0
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => {
      requests += 1
      socket.write(answer(`${requests}`))
      // In a segment of its own.
      setImmediate(() => socket.write(answer('again')))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const transport = createNodeTransport({ library, maxConnections: 1 })
  onTestFinished(async () => {
    await transport.close?.()
    server.close()
  })
  for (const expected of ['1', '2', '3']) {
    const { body } = await transport(getRequest(`127.0.0.1:${(server.address() as AddressInfo).port}`))
    expect(new TextDecoder().decode(await body.bytes())).toBe(expected)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
})
