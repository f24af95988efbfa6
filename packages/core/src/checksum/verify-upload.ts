import type { RequestMiddleware } from '../middleware/compose.js'
import type { RunningChecksum } from '../operation/body-checksum.js'
import { chunksOf, isBlob } from '../transport/chunks-of.js'
import type { Body, BodySource } from '../transport/transport.js'
import { checksumMismatch } from './checked-body.js'
import { updateFrom } from './update-from.js'

/** Compares the checksum of the bytes that were sent with the one the service computed. */
export const verifyUpload: RequestMiddleware = async (request, next) => {
  const { body, operation } = request
  const { checksum } = operation
  if (!checksum || body === undefined) return next(request)
  let running = checksum.start()
  // What can be read again is, once there is something to compare it with; the rest as it leaves.
  const kept = body instanceof Uint8Array || isBlob(body) ? body : undefined
  const response = await next(kept ? request : { ...request, body: observed(body, () => (running = checksum.start())) })
  const expected = response.headers[checksum.header]
  if (expected === undefined) return response
  if (kept) await updateFrom(running, kept)
  const actual = running.text()
  if (actual !== expected) {
    await response.body.cancel()
    throw checksumMismatch(request, response, expected, actual)
  }
  return response
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
