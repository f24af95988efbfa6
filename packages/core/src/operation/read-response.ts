import { XmlError } from '@cos/xml'
import { ResponseError } from '../errors/response-error.js'
import type { HttpRequest, HttpResponse } from '../transport/transport.js'
import type { XmlDocument } from './bindings.js'
import { isDocument, layoutOf } from './layout.js'

/** Reads the answer of an operation into its output. */
export async function readResponse({ operation }: HttpRequest, response: HttpResponse): Promise<unknown> {
  const { output: shape, name } = operation
  const { status, headers, body } = response
  const { output: places, hasPayload } = layoutOf(operation)
  const output: Record<string, unknown> = {}
  let isLeft = !hasPayload
  try {
    for (const place of places) {
      const value = place.receive?.(response, place)
      if (value !== undefined) output[place.member] = value
    }
    if (isDocument(shape)) {
      const text = new TextDecoder().decode(await body.bytes())
      Object.assign(output, await (shape as XmlDocument).read(shape.root, shape.schema, text))
      isLeft = false
    }
    return output
  } catch (error) {
    isLeft = true
    throw error instanceof XmlError
      ? new ResponseError(`The answer to ${name} cannot be read: ${error.message}`, {
          code: 'UnreadableResponse',
          operation: name,
          status,
          requestId: headers['x-cos-request-id'],
          cause: error,
        })
      : error
  } finally {
    if (isLeft) await body.cancel()
  }
}
