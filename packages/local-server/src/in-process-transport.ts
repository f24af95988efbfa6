import {
  abortable,
  type Body,
  chunksOf,
  type HttpRequest,
  type HttpResponse,
  InputError,
  type ResponseBody,
  type Transport,
  TransportError,
} from '@cos/core'
import { requestTarget } from '@cos/core/server'
import { BodyFailure } from './body-failure.js'
import { discard } from './open-content.js'
import type { RequestBody, Serve, ServerAnswer } from './server-request.js'

/** Carries requests to a server in the same process. What arrives on either side is what a socket would have brought. */
export function inProcessTransport(serve: Serve): Transport {
  return async (request) => {
    const { signal } = request
    signal?.throwIfAborted()
    const source = typeof request.body === 'function' ? await abortable(Promise.resolve(request.body()), signal) : request.body
    const headers = headersOf(request, source)
    const body = bodyOf(source, headers, signal)
    const isSecure = request.protocol === 'https:'
    const answering = serve({ method: request.method, target: requestTarget(request), headers, body, isSecure })
    try {
      const answer = await abortable(answering, signal)
      return await responseOf(answer, request)
    } catch (error) {
      // Nobody takes an answer that comes after the abort.
      if (signal?.aborted) void answering.then((late) => discard(late.body)).catch(() => {})
      throw error instanceof BodyFailure ? error.cause : error
    }
  }
}

function headersOf(request: HttpRequest, source: Body | undefined): Record<string, string> {
  const headers: Record<string, string> = { ...request.headers, host: request.host }
  if (headers['content-length'] !== undefined) return headers
  const sizeBytes = source === undefined ? 0 : sizeOf(source)
  if (sizeBytes === undefined) headers['transfer-encoding'] = 'chunked'
  else if (sizeBytes > 0 || !/^(GET|HEAD|DELETE|OPTIONS)$/.test(request.method)) headers['content-length'] = String(sizeBytes)
  return headers
}

function sizeOf(source: Body): number | undefined {
  if (typeof source === 'string') return Buffer.byteLength(source)
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return source.byteLength
  return source instanceof Blob ? source.size : undefined
}

function bodyOf(source: Body | undefined, headers: Readonly<Record<string, string>>, signal: AbortSignal | undefined): RequestBody {
  const declared = headers['content-length']
  const sizeBytes = declared === undefined ? (headers['transfer-encoding'] === undefined ? 0 : undefined) : Number(declared)
  const read = () => checked(source === undefined || typeof source === 'function' ? [] : chunksOf(source), sizeBytes, signal)
  return {
    sizeBytes,
    async bytes() {
      const chunks: Uint8Array[] = []
      for await (const chunk of read()) chunks.push(chunk.slice())
      return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
    },
    [Symbol.asyncIterator]: () => read()[Symbol.asyncIterator](),
  }
}

async function* checked(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sizeBytes: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let readBytes = 0
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted()
      readBytes += chunk.byteLength
      if (sizeBytes !== undefined && readBytes > sizeBytes) break
      yield chunk
    }
    signal?.throwIfAborted()
    if (sizeBytes !== undefined && readBytes !== sizeBytes)
      throw new InputError('does not have the length that was given', { member: 'body' })
  } catch (error) {
    throw new BodyFailure(error)
  }
}

async function responseOf(answer: ServerAnswer, { method, signal }: HttpRequest): Promise<HttpResponse> {
  const { status, headers, cutAfterBytes } = answer
  const body = method === 'HEAD' ? undefined : answer.body
  if (cutAfterBytes === 0) {
    await discard(body)
    throw lost()
  }
  return { status, headers, body: new InProcessBody(body, sentBytes(body, cutAfterBytes, signal)) }
}

/** Bytes leave as copies: nobody may change what the server keeps. */
async function* sentBytes(
  body: ServerAnswer['body'],
  cutAfterBytes: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let leftBytes = cutAfterBytes ?? Number.POSITIVE_INFINITY
  try {
    for await (const chunk of chunksOfAnswer(body, signal)) {
      const piece = chunk.slice(0, Math.min(chunk.byteLength, leftBytes))
      leftBytes -= piece.byteLength
      if (piece.byteLength > 0) yield piece
      if (leftBytes === 0) throw lost()
    }
    if (cutAfterBytes !== undefined) throw lost()
  } finally {
    await discard(body)
  }
}

async function* chunksOfAnswer(body: ServerAnswer['body'], signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted()
  if (body === undefined) return
  if (body instanceof Uint8Array) {
    yield body
    return signal?.throwIfAborted()
  }
  const chunks = body[Symbol.asyncIterator]()
  for (let step = await abortable(chunks.next(), signal); !step.done; step = await abortable(chunks.next(), signal)) {
    yield step.value
    signal?.throwIfAborted()
  }
}

function lost(): TransportError {
  return new TransportError('The connection broke before the answer was complete.', { code: 'ConnectionLost', wasSent: true })
}

class InProcessBody implements ResponseBody {
  readonly #body: ServerAnswer['body']
  readonly #chunks: AsyncGenerator<Uint8Array>

  constructor(body: ServerAnswer['body'], chunks: AsyncGenerator<Uint8Array>) {
    this.#body = body
    this.#chunks = chunks
  }

  async bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    for await (const chunk of this.#chunks) chunks.push(chunk)
    return chunks.length === 1 ? chunks[0]! : new Uint8Array(Buffer.concat(chunks))
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this.#chunks
  }

  async cancel(): Promise<void> {
    await this.#chunks.return(undefined)
    await discard(this.#body)
  }
}
