import { fetchInit } from '#fetch-init'
import { TransportError, type TransportErrorCode } from '../errors/transport-error.js'
import { createFetchTransport } from './fetch.js'
import { timeLimit } from './time-limit.js'
import type { BodySource, ConnectionOptions, HttpRequest, HttpResponse, Transport } from './transport.js'
import { urlOf } from './url-of.js'

/** Headers that a page cannot set; asked to, it writes a complaint into its console. */
const forbidden = /^(host|content-length|user-agent|expect|connection)$/

/**
 * Carries requests of a page by `fetch`, but those whose sender wants to hear how many bytes have left (`onSent`) by
 * XMLHttpRequest, which tells; `fetch` does not. So progress of an upload moves within a part, and the time for an answer
 * begins with the last byte that left. Where there is no XMLHttpRequest, as in service workers, `fetch` carries everything.
 */
export function createXhrTransport(options: ConnectionOptions = {}): Transport {
  const carry = createFetchTransport(options)
  return async (request) => {
    const { body: given, onSent } = request
    const body = typeof given === 'function' ? await given() : given
    const isTold = onSent && body !== undefined && typeof XMLHttpRequest !== 'undefined'
    return isTold ? send(request, body, onSent, options) : carry({ ...request, body })
  }
}

function send(
  request: HttpRequest,
  source: BodySource,
  onSent: (bytes: number) => void,
  { idleTimeoutMs = 60_000 }: ConnectionOptions,
): Promise<HttpResponse> {
  const url = urlOf(request)
  const { body = null } = fetchInit(source, {})
  const { signal, restart, stop } = timeLimit(request.signal, idleTimeoutMs, 'IdleTimeout')
  return new Promise<HttpResponse>((resolve, reject) => {
    signal?.throwIfAborted()
    const xhr = new XMLHttpRequest()
    const fail = (code: TransportErrorCode, message: string) => () =>
      reject(signal?.aborted ? signal.reason : new TransportError(message, { code }))
    xhr.open(request.method, url)
    xhr.responseType = 'arraybuffer'
    for (const [name, value] of Object.entries(request.headers)) if (!forbidden.test(name)) xhr.setRequestHeader(name, value)
    signal?.addEventListener('abort', () => xhr.abort())
    xhr.upload.onprogress = ({ loaded }) => {
      restart()
      onSent(loaded)
    }
    xhr.onabort = xhr.onerror = fail('ConnectFailed', 'No answer; in a page, a CORS rule may be missing.')
    xhr.onload = () => (xhr.responseURL === new URL(url).href ? resolve(answerOf(xhr)) : fail('ConnectFailed', 'The service redirects.')())
    xhr.send(body as XMLHttpRequestBodyInit | null)
  }).finally(stop)
}

/** Answers to what is sent are small. */
function answerOf(xhr: XMLHttpRequest): HttpResponse {
  const bytes = new Uint8Array(xhr.response as ArrayBuffer)
  const headers: Record<string, string> = {}
  for (const line of xhr.getAllResponseHeaders().split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim()
  }
  return {
    status: xhr.status,
    headers,
    isDecoded: 'content-encoding' in headers,
    body: {
      bytes: async () => bytes,
      cancel: async () => {},
      async *[Symbol.asyncIterator]() {
        yield bytes
      },
    },
  }
}
