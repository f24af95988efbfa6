import { fetchInit } from '#fetch-init'
import { refuse } from '../errors/input-error.js'
import { TransportError } from '../errors/transport-error.js'
import { chunksOfStream } from './chunks-of.js'
import { requestTarget } from './request-target.js'
import { timeLimit } from './time-limit.js'
import type { ConnectionOptions, HttpRequest, ResponseBody, Transport } from './transport.js'

/** Carries requests by `fetch`: browsers, Deno, Bun, Workers. */
export function createFetchTransport({ idleTimeoutMs = 60_000 }: ConnectionOptions = {}): Transport {
  return async (request) => {
    const url = urlOf(request)
    const source = typeof request.body === 'function' ? await request.body() : request.body
    const init = fetchInit(source, request.headers)
    const { signal, restart, stop } = timeLimit(request.signal, idleTimeoutMs, 'IdleTimeout')
    const fail = (code: string, message: string, cause?: unknown): never => {
      stop()
      signal?.throwIfAborted()
      throw new TransportError(message, { code, cause })
    }
    const response = await fetch(url, {
      ...init,
      method: request.method,
      signal: signal ?? null,
      redirect: 'manual',
      // Writes that bypass the cache carry `Cache-Control: no-cache` in a page, which COS would store with the object; and
      // workerd knows no `default`.
      ...(/^[GH]/.test(request.method) && { cache: 'no-store' }),
      credentials: 'omit',
    }).catch((error) => fail('ConnectFailed', 'No answer; in a page, a CORS rule may be missing.', error))
    const { status, type, body: stream } = response
    if (type === 'opaqueredirect') fail('ConnectFailed', 'The service redirects.')
    if (!stream) stop()
    const body: ResponseBody = {
      async bytes() {
        const chunks: BlobPart[] = []
        for await (const chunk of body) chunks.push(chunk as BlobPart)
        return new Uint8Array(await new Blob(chunks).arrayBuffer())
      },
      async *[Symbol.asyncIterator]() {
        if (!stream) return
        try {
          for await (const chunk of chunksOfStream(stream)) {
            restart()
            yield chunk
          }
        } catch (error) {
          fail('ConnectionLost', 'The connection broke.', error)
        } finally {
          stop()
        }
      },
      async cancel() {
        stop()
        await stream?.cancel().catch(() => {})
      },
    }
    const headers = Object.fromEntries(response.headers)
    return { status, headers, body, isDecoded: 'content-encoding' in headers }
  }
}
/** The transport of this runtime. */
export const createTransport = createFetchTransport

function urlOf(request: HttpRequest): string {
  if (request.connectTo) refuse('endpoint', 'connects elsewhere, which fetch cannot')
  const target = requestTarget(request)
  const url = `${request.protocol}//${request.host}${target}`
  // A URL parser that rewrites the path would address another object.
  return new URL(url).href.endsWith(target) ? url : refuse('key', 'must not be dots only under fetch')
}
