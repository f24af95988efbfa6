import { XmlError } from '@cos/xml'
import { ResponseError } from '../errors/response-error.js'
import type { HttpRequest, HttpResponse } from '../transport/transport.js'
import type { XmlDocument } from './bindings.js'
import { isDocument, layoutOf } from './layout.js'

/** Reads the answer of an operation into its output. */
export async function readResponse({ operation }: HttpRequest, response: HttpResponse): Promise<unknown> {
  const { output: shape, name } = operation
  const output: Record<string, unknown> = {}
  let isTaken = false
  try {
    for (const place of layoutOf(operation).output) {
      const value = place.receive?.(response, place)
      if (value !== undefined) output[place.member] = value
      isTaken ||= place.at === 'payload'
    }
    if (isDocument(shape)) {
      const text = new TextDecoder().decode(await response.body.bytes())
      return Object.assign(output, await (shape as XmlDocument).read(shape.root, shape.schema, text))
    }
  } catch (error) {
    await response.body.cancel()
    if (!(error instanceof XmlError)) throw error
    throw new ResponseError(`The answer to ${name} cannot be read: ${error.message}`, {
      code: 'UnreadableResponse',
      operation: name,
      status: response.status,
      requestId: response.headers['x-cos-request-id'],
      cause: error,
    })
  }
  if (!isTaken) await response.body.cancel()
  return output
}
