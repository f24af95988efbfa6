import { parseScalar, type Schema, XmlError } from '@cos/xml'
import { ResponseError } from '../errors/response-error.js'
import type { HttpRequest, HttpResponse } from '../transport/transport.js'
import type { CodecSchema } from './bindings.js'
import { type DocumentPlace, type Place, placesOf } from './places.js'

/** Reads the answer of an operation into its output. */
export async function readResponse(request: HttpRequest, response: HttpResponse, verifiesChecksum: boolean): Promise<unknown> {
  const { operation } = request
  const places = placesOf(operation).output
  const output: Record<string, unknown> = {}
  try {
    for (const place of places.header) readHeader(output, place, response.headers)
    for (const place of places.headers) output[place.member] = headersWithPrefix(place.name, response.headers)
    if (places.bytes) {
      const checksum = verifiesChecksum && operation.checksum
      const body = checksum ? checksum.verifyReceived(request, response) : response.body
      output[places.bytes.member] = places.bytes.wrap!(body, declaredSize(response))
    } else if (places.document) {
      Object.assign(output, await readDocument(places.document, await response.body.bytes()))
    } else {
      await response.body.cancel()
    }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    await response.body.cancel()
    throw unreadable(request, response, error)
  }
  return output
}

async function readDocument(document: DocumentPlace, bytes: Uint8Array): Promise<unknown> {
  return document.read!(document.root, document.schema, new TextDecoder().decode(bytes))
}

function readHeader(output: Record<string, unknown>, place: Place, headers: HttpResponse['headers']): void {
  const text = headers[place.name]
  if (text !== undefined) output[place.member] = parseText(place.schema, text, place.member)
  else if (!place.isOptional) throw new XmlError(`the header ${place.name} is missing`, place.member)
}

/** Reads the text of a header or query parameter. */
export function parseText(schema: Schema, text: string, member: string): unknown {
  return schema.kind === 'codec' ? (schema as CodecSchema).parse(text, member) : parseScalar(schema, text, member)
}

/** All headers with a prefix, named without it. */
export function headersWithPrefix(prefix: string, headers: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name in headers) if (name.startsWith(prefix)) found[name.slice(prefix.length)] = headers[name]!
  return found
}

function declaredSize(response: HttpResponse): number | undefined {
  const length = response.headers['content-length']
  return length === undefined ? undefined : Number(length)
}

function unreadable(request: HttpRequest, response: HttpResponse, cause: XmlError): ResponseError {
  return new ResponseError(`The answer to ${request.operation.name} cannot be read: ${cause.message}`, {
    code: 'UnreadableResponse',
    operation: request.operation.name,
    status: response.status,
    requestId: response.headers['x-cos-request-id'],
    cause,
  })
}
