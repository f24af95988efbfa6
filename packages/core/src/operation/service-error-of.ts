import { ServiceError } from '../errors/service-error.js'
import type { HttpRequest, HttpResponse } from '../transport/transport.js'

const errorRoot = /^[\s\ufeff]*(<\?[^>]*>\s*)?<Error[\s>]/
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** Makes the error of an answer, whose document is `text`. */
export function serviceErrorOf(request: HttpRequest, { status, headers }: HttpResponse, text: string): ServiceError {
  const { operation, method, host, path } = request
  const told = operation.errorOf?.(text)
  // The document is flat and short: no parser is needed, and so no page has to ship one to learn why it was refused.
  const document = isErrorDocument(text) ? text : ''
  const field = (name: string) =>
    document.match(`<${name}>([^<]*)</${name}>`)?.[1]?.replace(/&(\w+);/g, (whole, entity) => entities[entity] ?? whole)
  return new ServiceError(told?.message ?? field('Message') ?? `HTTP ${status}`, {
    code: told?.code ?? field('Code') ?? operation.codeOf?.(status) ?? `Status${status}`,
    status,
    operation: operation.name,
    method,
    address: host + path,
    resource: field('Resource'),
    requestId: headers['x-cos-request-id'] ?? told?.requestId ?? field('RequestId'),
    traceId: headers['x-cos-trace-id'] ?? field('TraceId'),
    headers,
  })
}

/** Tells whether a text is the document of an error. */
export function isErrorDocument(text: string): boolean {
  return errorRoot.test(text)
}
