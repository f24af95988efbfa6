import type { HttpRequest, HttpResponse } from '../transport/transport.js'
import { isErrorDocument, serviceErrorOf } from './service-error-of.js'

/** Throws the `ServiceError` that a 200 may carry; such operations answer with a short document, which is read ahead here. */
export async function errorInBody(request: HttpRequest, response: HttpResponse): Promise<HttpResponse> {
  const bytes = await response.body.bytes()
  const text = new TextDecoder().decode(bytes)
  if (isErrorDocument(text) || request.operation.errorOf?.(text)) throw serviceErrorOf(request, response, text)
  return {
    ...response,
    body: {
      bytes: async () => bytes,
      cancel: async () => {},
      async *[Symbol.asyncIterator]() {
        yield bytes
      },
    },
  }
}
