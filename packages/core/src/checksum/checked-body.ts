import { ResponseError } from '../errors/response-error.js'
import type { HttpRequest, HttpResponse, ResponseBody } from '../transport/transport.js'
import { updateFrom } from './update-from.js'

/** Wraps the body of an answer so that reading all of it ends in an error when its checksum differs. */
export function checkedBody(request: HttpRequest, response: HttpResponse): ResponseBody {
  const { checksum } = request.operation
  const expected = checksum && response.headers[checksum.header]
  // On a range the header is that of the whole object; a body that the transport decoded is not the object's bytes.
  if (!checksum || !expected || response.status !== 200 || response.isDecoded) {
    return response.body
  }
  const check = (actual: string) => {
    if (actual !== expected) throw checksumMismatch(request, response, expected, actual)
  }
  return {
    async bytes() {
      const bytes = await response.body.bytes()
      const running = checksum.start()
      await updateFrom(running, bytes)
      check(running.text())
      return bytes
    },
    async *[Symbol.asyncIterator]() {
      const running = checksum.start()
      for await (const chunk of response.body) {
        running.update(chunk)
        yield chunk
      }
      check(running.text())
    },
    cancel: () => response.body.cancel(),
  }
}

/** The error for bytes that are not what their checksum says. */
export function checksumMismatch(request: HttpRequest, response: HttpResponse, expected: string, actual: string): ResponseError {
  return new ResponseError(
    `The bytes of ${request.operation.name} ${request.host}${request.path} have the checksum ${actual}, but the service says ${expected}. They were damaged on the way or changed meanwhile.`,
    {
      code: 'ChecksumMismatch',
      operation: request.operation.name,
      status: response.status,
      requestId: response.headers['x-cos-request-id'],
    },
  )
}
