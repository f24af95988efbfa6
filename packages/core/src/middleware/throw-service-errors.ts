import { ServiceError } from '../errors/service-error.js'
import type { HttpRequest, HttpResponse } from '../transport/transport.js'
import type { RequestMiddleware } from './compose.js'

/** An error answer is short; what is longer is not from COS. */
const maxErrorBytes = 65_536
const isErrorDocument = /^[\s\ufeff]*(?:<\?[^>]*>\s*)?<Error[\s>]/

/** Codes of answers without a document: those to HEAD, and 304. */
const codes: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  302: 'TemporaryRedirect',
  304: 'NotModified',
  307: 'Redirect',
  403: 'AccessDenied',
  405: 'MethodNotAllowed',
  412: 'PreconditionFailed',
  416: 'InvalidRange',
  429: 'SlowDown',
  501: 'NotImplemented',
  503: 'ServiceUnavailable',
}

/** Turns error answers into a {@link ServiceError}, also those that come with status 200 (copy, complete). */
export const throwServiceErrors: RequestMiddleware = async (request, next) => {
  const response = await next(request)
  if (response.status < 200 || response.status >= 300) throw serviceError(request, response, await startOf(response))
  if (!request.operation.hasErrorInBody) return response
  const bytes = await response.body.bytes()
  const text = new TextDecoder().decode(bytes)
  if (isErrorDocument.test(text)) throw serviceError(request, response, text)
  return { ...response, body: { ...response.body, bytes: async () => bytes } }
}

function serviceError(request: HttpRequest, { status, headers }: HttpResponse, text: string): ServiceError {
  const field = isErrorDocument.test(text) ? (name: string) => fieldOf(text, name) : () => undefined
  const isMissing = status === 404 && (request.operation.route.includes('{key}') ? 'NoSuchKey' : 'NoSuchBucket')
  return new ServiceError(field('Message') ?? `The service answered with status ${status}.`, {
    code: field('Code') ?? (isMissing || codes[status] || (status < 500 ? 'BadRequest' : 'InternalError')),
    status,
    operation: request.operation.name,
    method: request.method,
    address: request.host + request.path,
    resource: field('Resource'),
    requestId: headers['x-cos-request-id'] ?? field('RequestId'),
    traceId: headers['x-cos-trace-id'] ?? field('TraceId'),
    headers,
  })
}

/** The document is flat and short: no parser is needed, and so no page has to ship one to learn why it was refused. */
function fieldOf(text: string, name: string): string | undefined {
  const raw = new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return raw?.replace(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole)
}

async function startOf(response: HttpResponse): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > maxErrorBytes) break
  }
  return text
}
