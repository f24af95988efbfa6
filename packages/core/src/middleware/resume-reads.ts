import { ResponseError } from '../errors/response-error.js'
import { isServiceError } from '../errors/service-error.js'
import { TransportError } from '../errors/transport-error.js'
import type { HttpRequest, HttpResponse, ResponseBody } from '../transport/transport.js'
import type { Handler } from './compose.js'
import { type RetryOptions, retry } from './retry.js'

/** The bytes still to come, by their places in the object. */
interface Rest {
  readonly request: HttpRequest
  readonly response: HttpResponse
  /** Place of the next byte. */
  first: number
  /** Place of the last one; unknown when the answer does not say how long it is. */
  last: number | undefined
}

/** An answer whose first bytes are there: only those are progress. */
interface Piece {
  readonly iterator: AsyncIterator<Uint8Array>
  readonly step: IteratorResult<Uint8Array>
}

/** So few bytes come in one flight: read as a whole they are asked for again when they are cut, as are those of unknown number. */
const singleFlightBytes = 65_536

/**
 * Sends a read. When the connection breaks while the bytes come, the policy is asked, and the rest is read by range from the
 * same version: `If-Match` holds its ETag. The attempts are counted anew once bytes have come.
 *
 * Clients in pages take it as an option, because it adds nearly a kilobyte to a page; elsewhere every client reads so:
 * `new CosClient({ …, resumeReads })`.
 */
export async function resumeReads(
  request: HttpRequest,
  next: Handler<HttpRequest, HttpResponse>,
  options: RetryOptions,
): Promise<HttpResponse> {
  const response = await next(request)
  const { status, headers } = response
  const range = status === 206 ? rangeOf(headers) : undefined
  const first = status === 200 ? 0 : range?.first
  const length = headers['content-length']
  // A body that the transport decoded has other places than the object, and a weak ETag names no bytes.
  if (first === undefined || !headers['etag']?.startsWith('"') || response.isDecoded) return response
  const last = range?.last ?? (length === undefined ? undefined : Number(length) - 1)
  return { ...response, body: resumedBody({ request, response, first, last }, (rest, error) => goOn(rest, error, next, options)) }
}

type GoOn = (rest: Rest, error: unknown) => Promise<Piece>

function resumedBody(rest: Rest, goOn: GoOn): ResponseBody {
  const { body } = rest.response
  return {
    async bytes() {
      const { first, last } = rest
      let failure: unknown
      if (last === undefined || last - first < singleFlightBytes) {
        try {
          const bytes = await body.bytes()
          if (last === undefined || bytes.byteLength === last - first + 1) return bytes
          failure = cutShort()
        } catch (error) {
          failure = error
        }
      }
      const chunks: Uint8Array[] = []
      for await (const chunk of chunksOf(rest, goOn, failure)) chunks.push(chunk)
      const bytes = new Uint8Array(rest.first - first)
      let filled = 0
      for (const chunk of chunks) {
        bytes.set(chunk, filled)
        filled += chunk.byteLength
      }
      return bytes
    },
    [Symbol.asyncIterator]: () => chunksOf(rest, goOn),
    cancel: () => body.cancel(),
  }
}

async function* chunksOf(rest: Rest, goOn: GoOn, failure?: unknown): AsyncGenerator<Uint8Array> {
  let iterator: AsyncIterator<Uint8Array> | undefined
  try {
    for (;;) {
      let step: IteratorResult<Uint8Array>
      try {
        if (failure) throw failure
        iterator ??= rest.response.body[Symbol.asyncIterator]()
        step = await iterator.next()
        if (step.done && rest.first <= (rest.last ?? -1)) throw cutShort()
      } catch (error) {
        rest.request.signal?.throwIfAborted()
        // All of them came, and the connection broke after the last.
        if (rest.last !== undefined && rest.first > rest.last) return
        failure = undefined
        ;({ iterator, step } = await goOn(rest, error))
      }
      if (step.done) return
      rest.first += step.value.byteLength
      if (rest.first > (rest.last ?? Number.POSITIVE_INFINITY) + 1)
        throw unusable('more bytes came than it said', rest.request, rest.response)
      yield step.value
    }
  } finally {
    await iterator?.return?.()
  }
}

async function goOn(rest: Rest, failure: unknown, next: Handler<HttpRequest, HttpResponse>, options: RetryOptions): Promise<Piece> {
  const { request, response, first, last = '' } = rest
  const { 'if-none-match': _, 'if-modified-since': __, 'if-unmodified-since': ___, ...kept } = request.headers
  const headers = { ...kept, range: `bytes=${first}-${last}`, 'if-match': response.headers['etag']! }
  // The attempt that broke is the first one: what is repeated, when and how often is decided where it is for all requests.
  const attemptOnce = async (attempt: HttpRequest): Promise<Piece> => {
    if (attempt.attempt === 1) throw failure
    const answer = await next(attempt)
    const iterator = await continuation(rest, answer)
    const step = await iterator.next()
    if (step.done) throw cutShort()
    return { iterator, step }
  }
  try {
    return await retry({ ...request, headers, attempt: 1 }, attemptOnce, options)
  } catch (error) {
    if (isServiceError(error, 'PreconditionFailed')) throw changed(request, error)
    throw error
  }
}

/** Begins to read an answer that is the rest of the one that broke; any other is given up. */
async function continuation(rest: Rest, answer: HttpResponse): Promise<AsyncIterator<Uint8Array>> {
  const range = rangeOf(answer.headers)
  const isRest = answer.status === 206 && range?.first === rest.first && (rest.last ?? range.last) === range.last && !answer.isDecoded
  const isSame = answer.headers['etag'] === rest.response.headers['etag']
  if (isRest && isSame) {
    rest.last = range.last
    return answer.body[Symbol.asyncIterator]()
  }
  await answer.body.cancel()
  if (!isSame) throw changed(rest.request)
  throw unusable(
    `the bytes from ${rest.first} on were asked for, and ${answer.headers['content-range'] ?? 'others'} came`,
    rest.request,
    answer,
  )
}

function rangeOf(headers: HttpResponse['headers']): { first: number; last: number } | undefined {
  const match = /^bytes (\d+)-(\d+)\//.exec(headers['content-range'] ?? '')
  return match ? { first: Number(match[1]), last: Number(match[2]) } : undefined
}

function cutShort(): TransportError {
  return new TransportError('The answer was shorter than it said.', { code: 'ConnectionLost' })
}

function changed({ operation, host, path }: HttpRequest, cause?: unknown): ResponseError {
  const message = `${host}${path} changed while it was read: bytes of two versions must not be mixed. Read it again.`
  return new ResponseError(message, { code: 'ObjectChanged', operation: operation.name, status: 412, cause })
}

function unusable(what: string, { operation }: HttpRequest, { status, headers }: HttpResponse): ResponseError {
  const message = `The answer to ${operation.name} cannot be used: ${what}.`
  return new ResponseError(message, {
    code: 'UnreadableResponse',
    operation: operation.name,
    status,
    requestId: headers['x-cos-request-id'],
  })
}
