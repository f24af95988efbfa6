import type { Dispatcher } from 'undici'
import { InputError } from '../errors/input-error.js'
import { TransportError } from '../errors/transport-error.js'
import { sdkVersion } from '../version.js'
import { chunksOf } from './chunks-of.js'
import { requestTarget } from './request-target.js'
import type { Body, ConnectionOptions, HttpRequest, HttpResponse, ResponseBody, Transport } from './transport.js'

/**
 * Carries requests by undici: Node. It is loaded with the first request, because importing it costs more start-up time
 * than all the rest of this SDK.
 */
export function createUndiciTransport(options: ConnectionOptions = {}): Transport {
  let loading: Promise<Dispatcher> | undefined
  let ready: Dispatcher | undefined
  const userAgent = options.userAgent ? `${sdkVersion} ${options.userAgent}` : sdkVersion
  const load = async () => {
    loading ??= createDispatcher(options)
    ready = await loading
    return ready
  }
  // Small requests are many: one that need not wait for the library does not wait at all.
  const transport: Transport = (request) =>
    ready ? carry(ready, request, userAgent) : load().then((dispatcher) => carry(dispatcher, request, userAgent))
  transport.close = async () => {
    const closing = loading
    loading = ready = undefined
    await (await closing)?.close()
  }
  return transport
}
/** The transport of this runtime. */
export const createTransport = createUndiciTransport

async function createDispatcher(options: ConnectionOptions): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent, ProxyAgent } = await import('undici')
  const idleTimeoutMs = options.idleTimeoutMs ?? 60_000
  const settings = {
    connections: options.maxConnections ?? 64,
    keepAliveTimeout: options.keepAliveTimeoutMs ?? 30_000,
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    connect: { timeout: options.connectTimeoutMs ?? 10_000, ...options.tls } as object,
  }
  const environment = process.env
  if (typeof options.proxy === 'string') return new ProxyAgent({ ...settings, uri: options.proxy })
  const hasProxy = ['https_proxy', 'http_proxy', 'HTTPS_PROXY', 'HTTP_PROXY'].some((name) => environment[name])
  return hasProxy && options.proxy !== false ? new EnvHttpProxyAgent(settings) : new Agent(settings)
}

async function carry(dispatcher: Dispatcher, request: HttpRequest, userAgent: string): Promise<HttpResponse> {
  try {
    const response = await dispatcher.request({
      origin: `${request.protocol}//${request.connectTo ?? request.host}`,
      // `request` of a dispatcher sends the path as it is; `undici.request(url)` would resolve dot segments.
      path: requestTarget(request),
      method: request.method as Dispatcher.HttpMethod,
      headers: { 'user-agent': userAgent, ...request.headers, host: request.host },
      body: (request.body instanceof Uint8Array ? request.body : await bodyOf(request.body)) as never,
      signal: request.signal ?? null,
    })
    const headers = response.headers as Record<string, string>
    // What is empty holds no connection. Read it all the same: undici listens to the signal until then.
    const isEmpty = headers['content-length'] === '0'
    if (isEmpty) response.body.resume()
    const body = isEmpty ? emptyBody : new UndiciBody(response.body, request.signal)
    return { status: response.statusCode, headers, body }
  } catch (error) {
    throw asTransportError(error, request.signal)
  }
}

async function bodyOf(body: Body | undefined): Promise<unknown> {
  const source = typeof body === 'function' ? await body() : body
  if (source === undefined || source instanceof Uint8Array || typeof source === 'string') return source ?? null
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  return chunksOf(source)
}

const emptyBody: ResponseBody = {
  bytes: async () => new Uint8Array(0),
  cancel: async () => {},
  async *[Symbol.asyncIterator]() {},
}

class UndiciBody implements ResponseBody {
  readonly #body: Dispatcher.ResponseData['body']
  readonly #signal: AbortSignal | undefined
  constructor(body: Dispatcher.ResponseData['body'], signal: AbortSignal | undefined) {
    this.#body = body
    this.#signal = signal
  }

  bytes(): Promise<Uint8Array> {
    return this.#body.bytes().then(undefined, (error: unknown) => {
      throw asTransportError(error, this.#signal)
    })
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#body
    } catch (error) {
      throw asTransportError(error, this.#signal)
    }
  }

  async cancel(): Promise<void> {
    if (this.#body.destroyed || this.#body.bodyUsed) return
    await this.#body.dump({ limit: 131_072 }).catch(() => {})
  }
}

const sentences: Record<string, readonly [code: string, text: string, wasSent: boolean]> = {
  UND_ERR_CONNECT_TIMEOUT: ['ConnectTimeout', 'Connecting took too long.', false],
  UND_ERR_HEADERS_TIMEOUT: ['IdleTimeout', 'No answer came in time.', true],
  UND_ERR_BODY_TIMEOUT: ['IdleTimeout', 'The answer stopped arriving.', true],
  UND_ERR_SOCKET: ['ConnectionLost', 'The connection broke before the answer was complete.', true],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['ConnectionLost', 'The answer was shorter than it said.', true],
  ECONNRESET: ['ConnectionLost', 'The connection broke before the answer was complete.', true],
  EPIPE: ['ConnectionLost', 'The connection broke while sending.', true],
  ECONNREFUSED: ['ConnectFailed', 'The connection was refused.', false],
  ENOTFOUND: ['ConnectFailed', 'The host has no address.', false],
  EAI_AGAIN: ['ConnectFailed', 'The host could not be looked up.', false],
}

function asTransportError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  const code = (error as { code?: unknown } | undefined)?.code
  if (code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH')
    throw new InputError('does not have the length that was given', { member: 'body', cause: error })
  const sentence = typeof code === 'string' ? sentences[code] : undefined
  if (sentence) return new TransportError(sentence[1], { code: sentence[0], wasSent: sentence[2], cause: error })
  // Its code is a reason of the parser's, or nothing.
  if ((error as { name?: unknown } | undefined)?.name === 'HTTPParserError')
    return new TransportError('The answer was damaged: it is no HTTP.', { code: 'ConnectionLost', wasSent: true, cause: error })
  const isNetwork = typeof code === 'string' && /^(UND_ERR|E[A-Z]+$|ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(code)
  return isNetwork ? new TransportError(`No answer came: ${(error as Error).message}`, { code: 'ConnectFailed', cause: error }) : error
}
