import type { RequestMiddleware } from '../middleware/compose.js'
import type { BodyChecksum, RunningChecksum } from '../operation/body-checksum.js'
import { chunksOf, isBlob } from '../transport/chunks-of.js'
import type { Body, BodySource, HttpRequest } from '../transport/transport.js'
import { checksumMismatch } from './checked-body.js'

/** Compares the checksum of the bytes that were sent with the one the service computed. */
export const verifyUpload: RequestMiddleware = async (request, next) => {
  const { checksum } = request.operation
  if (!checksum || request.body === undefined) return next(request)
  let running = checksum.start()
  const body =
    isBlob(request.body) || request.body instanceof Uint8Array ? request.body : observed(request.body, () => (running = checksum.start()))
  const response = await next(body === request.body ? request : { ...request, body })
  const expected = response.headers[checksum.header]
  if (expected === undefined) return response
  const actual = await textOf(request, checksum, running)
  if (actual !== expected) {
    await response.body.cancel()
    throw checksumMismatch(request, response, expected, actual)
  }
  return response
}

async function textOf(request: HttpRequest, checksum: BodyChecksum, running: RunningChecksum): Promise<string> {
  const { body } = request
  if (body instanceof Uint8Array) running.update(body)
  else if (isBlob(body)) {
    const own = checksum.start()
    for await (const chunk of chunksOf(body)) own.update(chunk)
    return own.text()
  }
  return running.text()
}

/** The same body, with every chunk shown to the checksum as it leaves. */
function observed(body: Body, begin: () => RunningChecksum): Body {
  const watch = async function* (source: BodySource): AsyncIterable<Uint8Array> {
    const running = begin()
    for await (const chunk of chunksOf(source)) {
      running.update(chunk)
      yield chunk
    }
  }
  return typeof body === 'function' ? async () => watch(await body()) : watch(body)
}
