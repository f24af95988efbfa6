import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { BodyFailure } from './body-failure.js'
import { clientErrorFault, clientErrorText } from './client-error.js'
import { Fault } from './fault.js'
import { HttpBody } from './http-body.js'
import { discard } from './open-content.js'
import { sendAnswer } from './send-answer.js'
import type { Serve } from './server-request.js'

/** Options of `listen`. */
export interface ListenOptions {
  /** Default 0: any free one. */
  readonly port?: number | undefined
  /** Default `127.0.0.1`: nobody else can connect. */
  readonly host?: string | undefined
  /** How long a client may take for a request's header, and be silent in its body, in milliseconds. Default 60,000. */
  readonly receiveTimeoutMs?: number | undefined
  /** Longest header of a request, in bytes. Default 32,768. */
  readonly maxHeaderBytes?: number | undefined
}

/** A server that listens. */
export interface HttpServer {
  /** Its origin, such as `http://127.0.0.1:9000`. */
  readonly url: string
  readonly port: number
  /** Stops listening and closes all connections. Harmless when it was called before. */
  close(): Promise<void>
}

interface Reporting {
  /** Told of an error that has cut an answer short. */
  readonly onError: (error: unknown) => void
}

/** Answers requests that come over HTTP. */
export async function listen(serve: Serve, options: ListenOptions & Reporting): Promise<HttpServer> {
  const { port = 0, host = '127.0.0.1', receiveTimeoutMs = 60_000, maxHeaderBytes = 32_768 } = options
  const server = createServer({
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: receiveTimeoutMs,
    // The time of a whole request is bounded by its silences only: a big part may take long.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(5000, Math.ceil(receiveTimeoutMs / 2)),
    keepAliveTimeout: 65_000,
    highWaterMark: 262_144,
  })
  server.timeout = receiveTimeoutMs
  attach(server, serve, options.onError)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: actualPort } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    port: actualPort,
    close: () =>
      new Promise((resolve) => {
        if (!server.listening) return resolve()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The request that a connection is busy with. */
interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: HttpBody
}

function attach(server: Server, serve: Serve, onError: Reporting['onError']): void {
  const exchanges = new WeakMap<Socket, Exchange>()
  const handle = (awaitsContinue: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    const exchange = { request, response, body: new HttpBody(request, response, awaitsContinue) }
    exchanges.set(request.socket, exchange)
    void answer(serve, exchange, onError)
  }
  server.on('request', handle(false))
  server.on('checkContinue', handle(true))
  server.on('checkExpectation', handle(false))
  server.on('timeout', (socket: Socket) => {
    const exchange = exchanges.get(socket)
    if (exchange?.body.isWaiting) exchange.body.fail(new Fault('RequestTimeout'))
    else if (!exchange && socket.bytesRead > 0) socket.end(clientErrorText({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }), () => socket.destroy())
    else if (!exchange || exchange.response.writableEnded || socket.writableLength > 0) socket.destroy()
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const exchange = exchanges.get(socket)
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else if (!exchange || exchange.response.writableFinished) socket.end(clientErrorText(error), () => socket.destroy())
    else {
      // What follows a whole request does it no harm; it only ends the connection.
      if (!exchange.request.complete) exchange.body.fail(clientErrorFault(error))
      exchange.response.shouldKeepAlive = false
      exchange.response.once('finish', () => socket.destroySoon())
    }
  })
}

/** A client that takes this server for its proxy names the host in the target, and that name counts (RFC 9112, 3.2.2). */
function asOrigin({ url = '', headers: given }: IncomingMessage): { readonly target: string; readonly headers: Record<string, string> } {
  const headers = given as Record<string, string>
  const [, host, target = ''] = /^http:\/\/([^/?]+)(.*)$/is.exec(url) ?? []
  if (host === undefined) return { target: url, headers }
  return { target: target.startsWith('/') ? target : `/${target}`, headers: { ...headers, host } }
}

/** Sees to every failure of a request, so that nothing is left to reject. */
async function answer(serve: Serve, { request, response, body }: Exchange, onError: Reporting['onError']): Promise<void> {
  try {
    const { method = '' } = request
    const { remoteAddress } = request.socket
    const answered = await serve({ method, ...asOrigin(request), body, remoteAddress })
    if (answered.cutAfterBytes === 0) {
      await discard(answered.body)
      request.socket.destroy()
      return
    }
    if (body.wasNotInvited || body.hasFailed) response.shouldKeepAlive = false
    await sendAnswer(response, answered)
    body.drain()
  } catch (error) {
    // A client that went away needs no word; any other error has cut an answer short, and must not look like a whole one.
    if (!(error instanceof BodyFailure)) onError(error)
    request.socket.destroy()
  }
}
