import { fetchBody } from '#fetch-body'
import { InputError } from '../errors/input-error.js'
import { TransportError } from '../errors/transport-error.js'
import { requestTarget } from './request-target.js'
import type { ConnectionOptions, HttpRequest, ResponseBody, Transport } from './transport.js'

/** Headers that `fetch` sets by itself and refuses to take. */
const forbidden = ['host', 'content-length', 'user-agent', 'expect', 'connection']

/** Carries requests by `fetch`: browsers, Deno, Bun, Workers. */
export function createFetchTransport(options: ConnectionOptions = {}): Transport {
  return async (request) => {
    const url = urlOf(request)
    const body = typeof request.body === 'function' ? await request.body() : request.body
    const watch = new Watch(request.signal, options.idleTimeoutMs ?? 60_000)
    try {
      const response = await fetch(url, {
        ...(body === undefined ? {} : fetchBody(body)),
        method: request.method,
        headers: Object.entries(request.headers).filter(([name]) => !forbidden.includes(name)),
        signal: watch.signal,
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
      })
      if (response.type === 'opaqueredirect') throw new TransportError('The service redirected elsewhere.', { code: 'ConnectFailed' })
      const headers = Object.fromEntries(response.headers)
      return { status: response.status, headers, body: new FetchBody(response, watch), isDecoded: 'content-encoding' in headers }
    } catch (error) {
      throw watch.end(error, 'ConnectFailed')
    }
  }
}
/** The transport of this runtime. */
export const createTransport = createFetchTransport

function urlOf(request: HttpRequest): string {
  if (request.connectTo) throw new InputError('cannot differ from the Host header under fetch', { member: 'endpoint' })
  const target = requestTarget(request)
  const url = `${request.protocol}//${request.host}${target}`
  // A URL parser that rewrites the path would address another object.
  if (new URL(url).pathname !== target.split('?')[0]) {
    throw new InputError('is only dots, which fetch would drop and so address another object', { member: 'key' })
  }
  return url
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
    const expire = () =>
      this.#controller.abort(new TransportError(`Nothing arrived for ${this.#idleTimeoutMs} ms.`, { code: 'IdleTimeout' }))
    this.#timer = setTimeout(expire, this.#idleTimeoutMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  /** Stops, and gives the error to throw. */
  end(error: unknown, code: 'ConnectFailed' | 'ConnectionLost'): unknown {
    this.stop()
    if (this.signal.aborted) return this.signal.reason
    // `fetch` reports whatever went wrong on the network as a TypeError.
    if (!(error instanceof Error) || error instanceof InputError || error instanceof TransportError) return error
    const reason = code === 'ConnectFailed' ? 'No answer came; in a page this can also be a missing CORS rule.' : 'The connection broke.'
    return new TransportError(reason, { code, cause: error })
  }
}

class FetchBody implements ResponseBody {
  readonly #response: Response
  readonly #watch: Watch
  constructor(response: Response, watch: Watch) {
    this.#response = response
    this.#watch = watch
    if (!response.body) watch.stop()
  }

  async bytes(): Promise<Uint8Array> {
    const chunks: BlobPart[] = []
    for await (const chunk of this) chunks.push(chunk as BlobPart)
    return new Uint8Array(await new Blob(chunks).arrayBuffer())
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const reader = this.#response.body?.getReader()
    if (!reader) return
    try {
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        this.#watch.touch()
        yield step.value
      }
    } catch (error) {
      throw this.#watch.end(error, 'ConnectionLost')
    } finally {
      this.#watch.stop()
      // Does nothing once everything was read.
      await reader.cancel().catch(() => {})
    }
  }

  async cancel(): Promise<void> {
    this.#watch.stop()
    await this.#response.body?.cancel().catch(() => {})
  }
}
