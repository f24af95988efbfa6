import { optional, string, struct, writeXml } from '@cos/xml'
import type { Fault } from './fault.js'
import type { ServerAnswer } from './server-request.js'

const errorDocument = struct({
  code: string,
  message: string,
  resource: string,
  requestId: string,
  traceId: string,
  serverTime: optional(string),
})

/** What an error document says beside the error. */
export interface ErrorContext {
  readonly method: string
  /** Host and path, without scheme. */
  readonly resource: string
  readonly requestId: string
  readonly traceId: string
  readonly serverTime: string
}

/** Makes the answer of an error. Answers to HEAD, and 304, have no body. */
export function errorAnswer(fault: Fault, context: ErrorContext): ServerAnswer {
  const { method, serverTime, ...names } = context
  const headers = { ...fault.headers, 'x-cos-request-id': context.requestId, 'x-cos-trace-id': context.traceId }
  if (fault.status === 304 && method !== 'HEAD') return { status: 304, headers, body: undefined }
  if (fault.status === 304 || method === 'HEAD') {
    return { status: fault.status, headers: { ...headers, 'content-type': 'application/xml', 'content-length': '0' }, body: undefined }
  }
  const isAboutTime = fault.code === 'RequestTimeTooSkewed' || fault.message === 'Request has expired'
  const value = { code: fault.code, message: fault.message, ...names, ...(isAboutTime ? { serverTime } : {}) }
  const text = writeXml('Error', errorDocument, value, { hasDeclaration: true, illegalCharacters: 'reference' })
  return { status: fault.status, headers: { ...headers, 'content-type': 'application/xml' }, body: Buffer.from(text) }
}
