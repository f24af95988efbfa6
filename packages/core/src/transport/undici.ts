import type { Dispatcher } from 'undici'
import { sdkVersion } from '../version.js'
import { chunksOf } from './chunks-of.js'
import { emptyBody } from './empty-body.js'
import { failureOf } from './failure.js'
import { requestTarget } from './request-target.js'
import type { Body, ConnectionOptions, HttpRequest, HttpResponse, ResponseBody, Transport } from './transport.js'

/**
 * Carries requests by undici: Node, through proxies or where it is chosen. It is loaded with the first request, because
 * importing it costs more start-up time than all the rest of this SDK.
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
    throw failureOf(error, request.signal)
  }
}

async function bodyOf(body: Body | undefined): Promise<unknown> {
  const source = typeof body === 'function' ? await body() : body
  if (source === undefined || source instanceof Uint8Array || typeof source === 'string') return source ?? null
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  return chunksOf(source)
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
      throw failureOf(error, this.#signal)
    })
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#body
    } catch (error) {
      throw failureOf(error, this.#signal)
    }
  }

  async cancel(): Promise<void> {
    if (this.#body.destroyed || this.#body.bodyUsed) return
    await this.#body.dump({ limit: 131_072 }).catch(() => {})
  }
}
