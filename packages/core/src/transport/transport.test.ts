import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { InputError } from '../errors/input-error.js'
import { TransportError } from '../errors/transport-error.js'
import { createFetchTransport } from './fetch.js'
import { createNodeTransport } from './node.js'
import { bodyOf, getRequest, putRequest, withServer } from './transport.fixture.js'
import type { ConnectionOptions, Transport } from './transport.js'
import { createUndiciTransport } from './undici.js'
import { createXhrTransport } from './xhr.js'

const transports: [string, (options?: ConnectionOptions) => Transport][] = [
  ['node:http', createNodeTransport],
  ['undici', createUndiciTransport],
  ['fetch', createFetchTransport],
]

describe.each(transports)('%s', (name, create) => {
  test('carries method, path, headers and body, and brings status, headers and bytes', async () => {
    await withServer(
      async (request, response) => {
        response.writeHead(201, { ETag: '"x"', 'x-cos-request-id': 'r' })
        response.end(`${request.method} ${request.url} ${request.headers.host} ${await bodyOf(request)}`)
      },
      async (host) => {
        const transport = create()
        const response = await transport(putRequest(host, 'héllo'))
        expect(response.status).toBe(201)
        expect(response.headers).toMatchObject({ etag: '"x"', 'x-cos-request-id': 'r' })
        expect(new TextDecoder().decode(await response.body.bytes())).toBe(`PUT /a ${host} héllo`)
        await transport.close?.()
      },
    )
  })

  test.each([
    ['a Blob', () => new Blob(['ab', 'c'])],
    ['a web stream', () => new Blob(['abc']).stream()],
    [
      'an async iterable',
      async function* () {
        yield new Uint8Array([97, 98])
        yield new Uint8Array([99])
      },
    ],
    ['a function', () => () => new Blob(['abc']).stream()],
  ])('sends %s', async (_, body) => {
    await withServer(
      async (request, response) => response.end(await bodyOf(request)),
      async (host) => {
        const response = await create()(putRequest(host, body()))
        expect(new TextDecoder().decode(await response.body.bytes())).toBe('abc')
      },
    )
  })

  test('hostile keys arrive as they are', async () => {
    await withServer(
      (request, response) => response.end(decodeURIComponent(request.url ?? '')),
      async (host) => {
        const transport = create()
        for (const key of ['a/../b', './x', 'a b+c%2F', "it's(1)*!~.txt", '目录/文件', 'a//b', 'x/..', '?q#f']) {
          const response = await transport(getRequest(host, key))
          expect(new TextDecoder().decode(await response.body.bytes())).toBe(`/${key}`)
        }
      },
    )
  })

  test('a cut answer is an error, never a short success', async () => {
    await withServer(
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('only this')
        setImmediate(() => response.destroy())
      },
      async (host) => {
        const response = await create()(getRequest(host))
        await expect(response.body.bytes()).rejects.toThrow(TransportError)
      },
    )
  })

  test('a refused connection is a TransportError that keeps its cause', async () => {
    const error = await create()(getRequest('127.0.0.1:9')).catch((caught) => caught)
    expect(error).toBeInstanceOf(TransportError)
    expect(error.code).toBe('ConnectFailed')
    expect(error.cause).toBeDefined()
  })

  test('an abort surfaces as its own reason, before and during the answer', async () => {
    const reason = new Error('enough')
    await withServer(
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('only this')
      },
      async (host) => {
        const before = AbortSignal.abort(reason)
        await expect(create()(getRequest(host, 'a', before))).rejects.toBe(reason)
        const during = new AbortController()
        const response = await create()(getRequest(host, 'a', during.signal))
        const reading = response.body.bytes()
        during.abort(reason)
        await expect(reading).rejects.toBe(reason)
      },
    )
  })

  test('an answer that never comes ends by the idle time-out', async () => {
    await withServer(
      () => {},
      async (host) => {
        await expect(create({ idleTimeoutMs: 100 })(getRequest(host))).rejects.toThrow(expect.objectContaining({ code: 'IdleTimeout' }))
      },
    )
  })

  test('giving a body up frees the connection', async () => {
    let requests = 0
    await withServer(
      (_, response) => {
        requests += 1
        response.end('x'.repeat(1000))
      },
      async (host) => {
        const transport = create({ maxConnections: 1 })
        for (let i = 0; i < 5; i++) await (await transport(getRequest(host))).body.cancel()
        expect(requests).toBe(5)
        for await (const chunk of (await transport(getRequest(host))).body) {
          expect(chunk.byteLength).toBeGreaterThan(0)
          break
        }
        expect((await transport(getRequest(host))).status).toBe(200)
      },
    )
  })

  if (name === 'fetch') {
    test.each(['.', '..'])('refuses the key %j, which a URL parser would drop', async (key) => {
      await expect(create()(getRequest('127.0.0.1:9', key))).rejects.toThrow(expect.objectContaining({ member: 'key' }))
    })

    test('refuses an address apart from the host', async () => {
      await expect(create()({ ...getRequest('host'), connectTo: '127.0.0.1' })).rejects.toThrow(InputError)
    })
  } else {
    test('connects to an address of its own under another host', async () => {
      await withServer(
        (request, response) => response.end(request.headers.host),
        async (host) => {
          const response = await create()({ ...getRequest('photos-125.cos.ap-guangzhou.myqcloud.com'), connectTo: host })
          expect(new TextDecoder().decode(await response.body.bytes())).toBe('photos-125.cos.ap-guangzhou.myqcloud.com')
        },
      )
    })

    test('goes through a proxy that is given or that the environment names, but not to hosts it excludes', async () => {
      await withServer(
        (_, response) => response.end('x'),
        async (host) => {
          const [name = '', port] = host.split(':')
          const tunnels: string[] = []
          const proxy = createServer().on('connect', (request, client) => {
            tunnels.push(request.url ?? '')
            const server = connect(Number(port), name, () => {
              client.write('HTTP/1.1 200 OK\r\n\r\n')
              server.pipe(client).pipe(server)
            })
            client.on('error', () => server.destroy())
          })
          await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
          const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
          const send = async (transport: Transport) => {
            await (await transport(getRequest(host))).body.bytes()
            await transport.close?.()
          }
          try {
            await send(create({ proxy: address }))
            expect(tunnels).toEqual([host])
            vi.stubEnv('http_proxy', address)
            vi.stubEnv('no_proxy', '')
            await send(create())
            expect(tunnels).toEqual([host, host])
            await send(create({ proxy: false }))
            vi.stubEnv('no_proxy', '127.0.0.1')
            await send(create())
            expect(tunnels).toHaveLength(2)
          } finally {
            vi.unstubAllEnvs()
            proxy.closeAllConnections()
            proxy.close()
          }
        },
      )
    })

    test('a reader that takes its time is not cut off, and what it holds stays what it was', async () => {
      const sent = Buffer.from(Uint8Array.from({ length: 3 * 1024 ** 2 }, (_, at) => at % 251))
      await withServer(
        (_, response) => response.end(sent),
        async (host) => {
          const { body } = await create({ idleTimeoutMs: 150 })(getRequest(host))
          const chunks: Uint8Array[] = []
          for await (const chunk of body) {
            if (chunks.length === 1) await new Promise((resolve) => setTimeout(resolve, 400))
            chunks.push(chunk)
          }
          expect(Buffer.concat(chunks).equals(sent)).toBe(true)
        },
      )
    })

    test('a body that is not as long as it said is bad input', async () => {
      await withServer(
        (_, response) => response.end(),
        async (host) => {
          const request = putRequest(host, new Blob(['abc']).stream())
          await expect(create()({ ...request, headers: { 'content-length': '5' } })).rejects.toThrow(
            expect.objectContaining({ member: 'body' }),
          )
        },
      )
    })
  }
})

test('createXhrTransport sends by fetch where there is no XMLHttpRequest', async () => {
  await withServer(
    async (request, response) => void response.end(await bodyOf(request)),
    async (host) => {
      const told: number[] = []
      const { body } = await createXhrTransport()({ ...putRequest(host, () => new Blob(['abc'])), onSent: (bytes) => told.push(bytes) })
      expect(new TextDecoder().decode(await body.bytes())).toBe('abc')
      expect(told).toEqual([])
    },
  )
})
