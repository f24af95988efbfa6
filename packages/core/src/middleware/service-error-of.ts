import { ServiceError } from '../errors/service-error.js'
import type { HttpRequest, HttpResponse } from '../transport/transport.js'

const errorRoot = /^[\s\ufeff]*(<\?[^>]*>\s*)?<Error[\s>]/
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

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

/** Makes the error of an answer, whose document is `text`. */
export function serviceErrorOf(request: HttpRequest, { status, headers }: HttpResponse, text: string): ServiceError {
  const { operation, method, host, path } = request
  // The document is flat and short: no parser is needed, and so no page has to ship one to learn why it was refused.
  const field = (name: string) =>
    isErrorDocument(text)
      ? text.match(`<${name}>([^<]*)</${name}>`)?.[1]?.replace(/&(\w+);/g, (whole, entity) => entities[entity] ?? whole)
      : undefined
  const missing = operation.route.includes('{key}') ? 'NoSuchKey' : 'NoSuchBucket'
  const code = status === 404 ? missing : (codes[status] ?? (status < 500 ? 'BadRequest' : 'InternalError'))
  return new ServiceError(field('Message') ?? 'no reason given', {
    code: field('Code') ?? code,
    status,
    operation: operation.name,
    method,
    address: host + path,
    resource: field('Resource'),
    requestId: headers['x-cos-request-id'] ?? field('RequestId'),
    traceId: headers['x-cos-trace-id'] ?? field('TraceId'),
    headers,
  })
}

/** Tells whether a text is the document of an error. */
export function isErrorDocument(text: string): boolean {
  return errorRoot.test(text)
}
