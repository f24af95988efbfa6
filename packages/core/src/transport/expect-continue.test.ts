import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createNodeTransport } from './node.js'
import { bodyOf, putRequest } from './transport.fixture.js'
import type { Body } from './transport.js'

type Asked = (request: IncomingMessage, response: ServerResponse) => void

/** Sends a body of 100,000 bytes to a server that is asked first. */
async function send(asked: Asked, body: Body, expectContinueBytes = 1) {
  const seen = { asked: 0, bodyBytes: 0, connections: new Set<unknown>() }
  const count = (request: IncomingMessage) => {
    seen.connections.add(request.socket)
    request.on('data', (chunk: Uint8Array) => {
      seen.bodyBytes += chunk.byteLength
    })
  }
  const server = createServer(async (request, response) => {
    count(request)
    response.end(String((await bodyOf(request)).length))
  })
  server.on('checkContinue', (request, response) => {
    seen.asked += 1
    count(request)
    asked(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const transport = createNodeTransport({ expectContinueBytes })
  onTestFinished(async () => {
    await transport.close?.()
    server.closeAllConnections()
    server.close()
  })
  const request = putRequest(`127.0.0.1:${(server.address() as AddressInfo).port}`, body)
  const answer = async () => {
    const { status, body } = await transport({ ...request, headers: { ...request.headers, 'content-length': '100000' } })
    return { status, text: new TextDecoder().decode(await body.bytes()) }
  }
  return { seen, first: await answer(), answer }
}

const bodies: [string, () => Body][] = [
  ['bytes', () => new Uint8Array(100_000)],
  ['a stream', () => () => new Blob([new Uint8Array(100_000)]).stream()],
]

test.each(bodies)('%s that are refused are not sent', async (_, body) => {
  const refuse: Asked = (_, response) => response.writeHead(403).end('<Error/>')
  const { seen, first, answer } = await send(refuse, body())
  expect(first).toEqual({ status: 403, text: '<Error/>' })
  // The connection cannot be used again: its server may still wait for the body.
  expect(await answer()).toEqual(first)
  expect(seen).toMatchObject({ asked: 2, bodyBytes: 0 })
  expect(seen.connections.size).toBe(2)
})

test.each(bodies)('%s that are agreed to are sent', async (_, body) => {
  const agree: Asked = async (request, response) => {
    response.writeContinue()
    response.end(String((await bodyOf(request)).length))
  }
  const { seen, first, answer } = await send(agree, body())
  expect(first).toEqual({ status: 200, text: '100000' })
  expect(await answer()).toEqual(first)
  expect(seen).toMatchObject({ asked: 2, bodyBytes: 200_000 })
  expect(seen.connections.size).toBe(1)
})

test('a service that says nothing is sent the body after a second', async () => {
  const stay: Asked = async (request, response) => void response.end(String((await bodyOf(request)).length))
  const startedAt = performance.now()
  const { first } = await send(stay, new Uint8Array(100_000))
  expect(first.text).toBe('100000')
  expect(performance.now() - startedAt).toBeGreaterThan(900)
})

test('shorter bodies do not ask', async () => {
  const { seen, first } = await send((_, response) => response.writeHead(403).end(), new Uint8Array(100_000), 100_001)
  expect(first).toEqual({ status: 200, text: '100000' })
  expect(seen.asked).toBe(0)
})
