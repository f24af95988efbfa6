import { optional, readXml, rootNameOf, string, struct } from '@cos/xml'
import { ServiceError } from '../errors/service-error.js'
import type { HttpRequest, HttpResponse } from '../transport/transport.js'
import type { RequestMiddleware } from './compose.js'

const errorDocument = struct({
  code: optional(string),
  message: optional(string),
  resource: optional(string),
  requestId: optional(string),
  traceId: optional(string),
})
/** An error answer is short; what is longer is not from COS. */
const maxErrorBytes = 65_536

/** Turns error answers into a {@link ServiceError}, also those that come with status 200 (copy, complete). */
export const throwServiceErrors: RequestMiddleware = async (request, next) => {
  const response = await next(request)
  if (response.status < 200 || response.status >= 300) throw await serviceError(request, response, await startOf(response))
  if (!request.operation.hasErrorInBody) return response
  const bytes = await response.body.bytes()
  const text = new TextDecoder().decode(bytes)
  if (rootNameOf(text) === 'Error') throw await serviceError(request, response, text)
  return { ...response, body: bodyOf(bytes) }
}

async function serviceError(request: HttpRequest, response: HttpResponse, text: string): Promise<ServiceError> {
  const { status, headers } = response
  const document: { code?: string; message?: string; resource?: string; requestId?: string; traceId?: string } =
    rootNameOf(text) === 'Error' ? await readXml('Error', errorDocument, text).catch(() => ({})) : {}
  return new ServiceError(document.message ?? `The service answered with status ${status}.`, {
    code: document.code ?? headers['x-cos-error-code'] ?? codeOfStatus(status, request),
    status,
    operation: request.operation.name,
    method: request.method,
    address: `${request.host}${request.path}`,
    resource: document.resource,
    requestId: headers['x-cos-request-id'] ?? document.requestId,
    traceId: headers['x-cos-trace-id'] ?? document.traceId,
    headers,
  })
}

/** Answers to HEAD, and 304, have no body: the code comes from the status. */
function codeOfStatus(status: number, request: HttpRequest): string {
  if (status === 404) return request.operation.route.includes('{key}') ? 'NoSuchKey' : 'NoSuchBucket'
  const codes: Record<number, string> = {
    301: 'PermanentRedirect',
    302: 'TemporaryRedirect',
    304: 'NotModified',
    307: 'Redirect',
    400: 'BadRequest',
    403: 'AccessDenied',
    405: 'MethodNotAllowed',
    412: 'PreconditionFailed',
    416: 'InvalidRange',
    429: 'SlowDown',
    501: 'NotImplemented',
    503: 'ServiceUnavailable',
  }
  return codes[status] ?? (status >= 500 ? 'InternalError' : `Status${status}`)
}

async function startOf(response: HttpResponse): Promise<string> {
  const chunks: string[] = []
  const decoder = new TextDecoder()
  let sizeBytes = 0
  for await (const chunk of response.body) {
    chunks.push(decoder.decode(chunk, { stream: true }))
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxErrorBytes) break
  }
  return chunks.join('')
}

function bodyOf(bytes: Uint8Array): HttpResponse['body'] {
  return {
    bytes: async () => bytes,
    cancel: async () => {},
    async *[Symbol.asyncIterator]() {
      yield bytes
    },
  }
}
