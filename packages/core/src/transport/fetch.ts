import { InputError } from '../errors/input-error.js'
import { TransportError } from '../errors/transport-error.js'
import { chunksOf, isBlob } from './chunks-of.js'
import { requestTarget } from './request-target.js'
import type { BodySource, ConnectionOptions, HttpRequest, HttpResponse, ResponseBody, Transport } from './transport.js'

/** Headers that `fetch` sets by itself and refuses to take. */
const forbidden = new Set(['host', 'content-length', 'user-agent', 'expect', 'connection'])

/** Carries requests by `fetch`: browsers, Deno, Bun, Workers. */
export function createFetchTransport(options: ConnectionOptions = {}): Transport {
  const idleTimeoutMs = options.idleTimeoutMs ?? 60_000
  return async (request) => {
    const url = urlOf(request)
    const watch = new Watch(request.signal, idleTimeoutMs)
    try {
      const response = await fetch(url, await initOf(request, watch.signal))
      if (response.type === 'opaqueredirect')
        throw new TransportError('The service redirected, which a page cannot follow safely.', { code: 'ConnectFailed' })
      return responseOf(response, watch)
    } catch (error) {
      watch.stop()
      throw watch.signal.aborted ? watch.signal.reason : asTransportError(error)
    }
  }
}
/** The transport of this runtime. */
export const createTransport = createFetchTransport

function urlOf(request: HttpRequest): string {
  if (request.connectTo !== undefined) throw new InputError('cannot be set apart from the Host header by fetch', { member: 'endpoint' })
  const target = requestTarget(request)
  const url = `${request.protocol}//${request.host}${target}`
  // A URL parser that rewrites the path would address another object.
  if (new URL(url).pathname !== target.split('?')[0]) {
    throw new InputError('is rewritten by fetch (a segment of only dots), so it would address another object; use the Node transport', {
      member: 'key',
    })
  }
  return url
}

async function initOf(request: HttpRequest, signal: AbortSignal): Promise<RequestInit> {
  const headers = Object.entries(request.headers).filter(([name]) => !forbidden.has(name))
  const init: RequestInit & { duplex?: 'half' } = {
    method: request.method,
    headers,
    signal,
    redirect: 'manual',
    cache: 'no-store',
    credentials: 'omit',
  }
  const body = typeof request.body === 'function' ? await request.body() : request.body
  if (body === undefined) return init
  if (typeof body === 'string' || body instanceof Uint8Array || body instanceof ArrayBuffer || isBlob(body)) {
    return { ...init, body: body as BodyInit }
  }
  if (isPage()) {
    throw new InputError(
      'is a stream, which browsers cannot send; give bytes or a Blob, or use upload() of @cos/transfer, which sends parts',
      { member: 'body' },
    )
  }
  return { ...init, body: streamOf(body), duplex: 'half' } as RequestInit
}

function isPage(): boolean {
  if ('document' in globalThis) return true
  const scope = globalThis as { WorkerGlobalScope?: unknown; Deno?: unknown; Bun?: unknown; navigator?: { userAgent?: string } }
  return scope.WorkerGlobalScope !== undefined && !scope.Deno && !scope.Bun && scope.navigator?.userAgent !== 'Cloudflare-Workers'
}

function streamOf(source: BodySource): ReadableStream<Uint8Array> {
  if (typeof source === 'object' && 'getReader' in source) return source
  const iterator = chunksOf(source)[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel(reason) {
      await iterator.return?.(reason)
    },
  })
}

/** Ends a request that brings nothing for too long, or that the caller gives up. */
class Watch {
  readonly signal: AbortSignal
  readonly #controller = new AbortController()
  readonly #idleTimeoutMs: number
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(signal: AbortSignal | undefined, idleTimeoutMs: number) {
    this.signal = signal ? AbortSignal.any([signal, this.#controller.signal]) : this.#controller.signal
    this.#idleTimeoutMs = idleTimeoutMs
    this.touch()
  }

  touch(): void {
    clearTimeout(this.#timer)
    const reason = () => new TransportError(`Nothing arrived for ${this.#idleTimeoutMs} ms.`, { code: 'IdleTimeout' })
    this.#timer = setTimeout(() => this.#controller.abort(reason()), this.#idleTimeoutMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}

function responseOf(response: Response, watch: Watch): HttpResponse {
  const headers: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    headers[name] = value
  })
  if (!response.body) watch.stop()
  return { status: response.status, headers, body: new FetchBody(response, watch), isDecoded: headers['content-encoding'] !== undefined }
}

class FetchBody implements ResponseBody {
  readonly #response: Response
  readonly #watch: Watch
  constructor(response: Response, watch: Watch) {
    this.#response = response
    this.#watch = watch
  }

  async bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    let sizeBytes = 0
    for await (const chunk of this) {
      chunks.push(chunk)
      sizeBytes += chunk.byteLength
    }
    if (chunks.length === 1) return chunks[0]!
    const bytes = new Uint8Array(sizeBytes)
    let offset = 0
    for (const chunk of chunks) {
      bytes.set(chunk, offset)
      offset += chunk.byteLength
    }
    return bytes
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    if (!this.#response.body) return
    const reader = this.#response.body.getReader()
    let isDone = false
    try {
      for (;;) {
        const step = await reader.read()
        isDone = step.done
        if (step.done) return
        this.#watch.touch()
        yield step.value
      }
    } catch (error) {
      isDone = true
      throw this.#watch.signal.aborted ? this.#watch.signal.reason : asTransportError(error, 'ConnectionLost')
    } finally {
      this.#watch.stop()
      if (!isDone) await reader.cancel().catch(() => {})
    }
  }

  async cancel(): Promise<void> {
    this.#watch.stop()
    if (!this.#response.bodyUsed) await this.#response.body?.cancel().catch(() => {})
  }
}

function asTransportError(error: unknown, code = 'ConnectFailed'): unknown {
  if (error instanceof InputError || error instanceof TransportError || !(error instanceof Error)) return error
  return new TransportError(
    code === 'ConnectFailed'
      ? 'No answer came. The host could not be reached, or, in a browser, the bucket has no CORS rule for this page.'
      : 'The connection broke before the answer was complete.',
    { code, cause: error },
  )
}
