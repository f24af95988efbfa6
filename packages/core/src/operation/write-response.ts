import { writeXml } from '@cos/xml'
import type { Draft } from './bindings.js'
import type { AnyOperation } from './define-operation.js'
import { placesOf } from './places.js'
import { formatText } from './text-form.js'
import { mapUrlEncodable } from './url-encoding.js'

/** An answer as a server gives it. */
export interface WrittenResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array | AsyncIterable<Uint8Array> | undefined
}

/** Writes the answer of an operation. */
export function writeResponse(operation: AnyOperation, output: Readonly<Record<string, unknown>>): WrittenResponse {
  const places = placesOf(operation).output
  const headers: Record<string, string> = {}
  for (const place of places.header) {
    const value = output[place.member]
    if (value !== undefined) headers[place.name] = formatText(place, value)
    else if (!place.isOptional) throw new TypeError(`${operation.name}: the handler gave no ${place.member}`)
  }
  for (const place of places.headers) {
    for (const [name, text] of Object.entries((output[place.member] ?? {}) as Record<string, string>)) headers[place.name + name] = text
  }
  const status = operation.status ?? 200
  if (places.bytes) return { status, headers, body: output[places.bytes.member] as AsyncIterable<Uint8Array> }
  if (!places.document) return { status, headers }
  const { root, schema } = places.document
  if (places.document.kind === 'json') {
    const draft: Draft = { query: {}, headers, body: undefined, region: undefined }
    places.document.write(draft, places.document, output, { ...operation, digest: undefined })
    return { status, headers, body: draft.body as Uint8Array }
  }
  const values = output['encodingType'] === 'url' ? (mapUrlEncodable(schema, output, encodeListed) as typeof output) : output
  headers['content-type'] = 'application/xml'
  return { status, headers, body: new TextEncoder().encode(writeXml(root, schema, values, { illegalCharacters: 'reference' })) }
}

/** Listed keys keep their slashes, so that folders stay readable. */
function encodeListed(text: string): string {
  return encodeURIComponent(text)
    .replace(/%2F/g, '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
