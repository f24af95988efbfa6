import { fetchInit } from '#fetch-init'
import { TransportError } from '../errors/transport-error.js'
import { timeLimit } from './time-limit.js'
import type { ConnectionOptions, ResponseBody, Transport } from './transport.js'
import { urlOf } from './url-of.js'

/** Carries requests by `fetch`: browsers, Deno, Bun, Workers. */
export function createFetchTransport({ idleTimeoutMs = 60_000 }: ConnectionOptions = {}): Transport {
  return async (request) => {
    const url = urlOf(request)
    const { method, body: given } = request
    const init = fetchInit(typeof given === 'function' ? await given() : given, request.headers)
    const { signal, restart, stop } = timeLimit(request.signal, idleTimeoutMs, 'IdleTimeout')
    const fail = (code: string, message: string, cause?: unknown): never => {
      stop()
      signal?.throwIfAborted()
      throw new TransportError(message, { code, cause })
    }
    const response = await fetch(url, {
      ...init,
      method,
      signal: signal ?? null,
      redirect: 'manual',
      // Writes that bypass the cache carry `Cache-Control: no-cache` in a page, which COS would store with the object; and
      // workerd knows no `default`.
      ...(/^[GH]/.test(method) && { cache: 'no-store' }),
      credentials: 'omit',
    }).catch((error) => fail('ConnectFailed', 'No answer; in a page, a CORS rule may be missing.', error))
    if (response.type === 'opaqueredirect') fail('ConnectFailed', 'The service redirects.')
    const reader = response.body?.getReader()
    const cancel = async () => {
      stop()
      await reader?.cancel().catch(() => {})
    }
    if (!reader) stop()
    const body: ResponseBody = {
      async bytes() {
        const chunks: BlobPart[] = []
        for await (const chunk of body) chunks.push(chunk as BlobPart)
        return new Uint8Array(await new Blob(chunks).arrayBuffer())
      },
      async *[Symbol.asyncIterator]() {
        try {
          for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
            restart()
            yield step.value
          }
        } catch (error) {
          fail('ConnectionLost', 'The connection broke.', error)
        } finally {
          await cancel()
        }
      },
      cancel,
    }
    const headers = Object.fromEntries(response.headers)
    return { status: response.status, headers, body, isDecoded: 'content-encoding' in headers }
  }
}
/** The transport of this runtime. */
export const createTransport = createFetchTransport
