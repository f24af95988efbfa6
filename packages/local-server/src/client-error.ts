import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { errorAnswer } from './error-answer.js'
import { Fault } from './fault.js'
import { wireHeaders } from './wire-headers.js'

/** Tells what is wrong with bytes that are no request. */
export function clientErrorFault(error: { readonly code?: string | undefined }): Fault {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Fault('RequestHeaderFieldsTooLarge')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Fault('RequestTimeout')
    case 'HPE_INVALID_EOF_STATE':
      return new Fault('IncompleteBody')
    default:
      return new Fault('BadRequest')
  }
}

/** Writes the whole answer to bytes that are no request, for a socket that is closed afterwards. */
export function clientErrorText(error: { readonly code?: string | undefined }): string {
  const fault = clientErrorFault(error)
  const [requestId, traceId] = [randomBytes(18).toString('base64'), randomBytes(18).toString('base64')]
  const serverTime = new Date().toISOString()
  const { status, headers, body } = errorAnswer(fault, { method: 'GET', resource: '/', requestId, traceId, serverTime })
  const text = body instanceof Uint8Array ? Buffer.from(body).toString() : ''
  const all = {
    server: 'tencent-cos',
    date: new Date().toUTCString(),
    ...headers,
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  }
  const lines = wireHeaders(all)
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`
  for (let at = 0; at < lines.length; at += 2) head += `${lines[at]}: ${lines[at + 1]}\r\n`
  return `${head}\r\n${text}`
}
