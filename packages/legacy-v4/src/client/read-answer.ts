import { type HttpRequest, type HttpResponse, Payload, ResponseError } from '@cos/core'
import type { V4Envelope, V4Result, V4SingleOperation } from '../operations/v4-operation.js'
import { V4Error } from '../v4-error.js'

/** Envelopes are short; listings of 199 entries are the longest. */
const maxEnvelopeBytes = 4 * 1024 * 1024

const success: V4Envelope = { code: 0, message: 'SUCCESS' }

/** Reads an answer: the bytes of a file, or an envelope, whose code decides whether it is an error. */
export async function readAnswer<Output>(
  operation: V4SingleOperation<never, Output>,
  request: HttpRequest,
  response: HttpResponse,
): Promise<V4Result<Output>> {
  const { status, headers, body } = response
  if (operation.readContent && status < 300) {
    const length = Number(headers['content-length'] ?? Number.NaN)
    const payload = new Payload(body, Number.isNaN(length) || response.isDecoded ? undefined : length)
    return { output: operation.readContent({ status, headers, body: payload }), envelope: success }
  }
  const text = await textOf(operation, response)
  const envelope = envelopeOf(text)
  if (!envelope) throw unreadable(operation, request, response, text)
  const { code, message, requestId, data = {} } = envelope
  if (code !== 0 || !operation.read) {
    const { method, host, path } = request
    const [name, address] = [operation.name, `${host}${path}`]
    throw new V4Error({ v4Code: code, v4Message: message, status, operation: name, method, address, headers, requestId })
  }
  return { output: operation.read(data), envelope }
}

async function textOf(operation: { readonly name: string }, { status, body }: HttpResponse): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxEnvelopeBytes)
      throw new ResponseError(`The answer to ${operation.name} is longer than 4 MiB.`, {
        code: 'UnreadableResponse',
        operation: operation.name,
        status,
      })
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function envelopeOf(text: string): V4Envelope | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const { code, message, request_id: requestId, data } = (json ?? {}) as Readonly<Record<string, unknown>>
  const number = typeof code === 'string' && /^-?\d+$/.test(code) ? Number(code) : code
  if (typeof number !== 'number') return undefined
  return {
    code: number,
    message: String(message ?? ''),
    ...(requestId === undefined ? {} : { requestId: String(requestId) }),
    ...(typeof data === 'object' && data !== null ? { data: data as Readonly<Record<string, unknown>> } : {}),
  }
}

/** Proxies and overloaded gateways answer in HTML. Those above 499 may pass. */
function unreadable(operation: { readonly name: string }, request: HttpRequest, { status, headers }: HttpResponse, text: string): Error {
  const { name } = operation
  if (status >= 400) {
    const { method, host, path } = request
    const v4Message = `HTTP status ${status} without an envelope`
    return new V4Error({ v4Code: status, v4Message, status, operation: name, method, address: `${host}${path}`, headers })
  }
  return new ResponseError(`The answer to ${name} cannot be read: it is not an envelope in JSON.`, {
    code: 'UnreadableResponse',
    operation: name,
    status,
    start: text.slice(0, 200),
  })
}
