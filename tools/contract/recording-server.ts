import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WrittenResponse } from '@cos/core/server'

/** One exchange as it was on the wire. */
export interface Exchange {
  readonly method: string
  /** Path and query exactly as they arrived. */
  readonly target: string
  /** Name and value, names in lower case, in alphabetical order. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
}

/** A server that answers everything with one answer and remembers what it was asked. */
export async function withRecordingServer<T>(
  answer: WrittenResponse,
  use: (origin: string, exchanges: readonly Exchange[]) => Promise<T>,
): Promise<T> {
  const exchanges: Exchange[] = []
  const server = createServer(async (request, response) => {
    exchanges.push(await exchangeOf(request))
    response.sendDate = false
    response.writeHead(answer.status, answer.headers)
    response.end(request.method === 'HEAD' ? undefined : answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, exchanges)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

async function exchangeOf(request: IncomingMessage): Promise<Exchange> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  const headers: [string, string][] = []
  for (let at = 0; at < request.rawHeaders.length; at += 2)
    headers.push([request.rawHeaders[at]!.toLowerCase(), request.rawHeaders[at + 1]!])
  headers.sort(([a], [b]) => (a < b ? -1 : 1))
  return { method: request.method!, target: request.url!, headers, body: Buffer.concat(chunks).toString('utf8') }
}
