import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetObjectCommand, PutObjectCommand } from '../commands/index.js'
import { writeRequest } from '../operation/write-request.js'
import type { Body, HttpRequest } from './transport.js'

/** A plain HTTP server for the time of a test. */
export async function withServer<T>(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (host: string) => Promise<T>,
): Promise<T> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** A GetObject request. */
export function getRequest(host: string, key = 'a', signal?: AbortSignal): HttpRequest {
  const { operation, input } = new GetObjectCommand({ bucket: 'photos-125', key: 'a' })
  return { ...writeRequest(operation, input, () => ({ protocol: 'http:', host })), path: `/${key}`, signal }
}

/** A PutObject request. */
export function putRequest(host: string, body: Body): HttpRequest {
  const { operation, input } = new PutObjectCommand({ bucket: 'photos-125', key: 'a', body })
  return writeRequest(operation, input, () => ({ protocol: 'http:', host }))
}

/** Reads the body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
