import { refuse } from '../errors/input-error.js'
import { isStream } from './chunks-of.js'
import type { BodySource } from './transport.js'

/** The body of a `fetch` in a page, which cannot send a stream. */
export function fetchBody(source: BodySource): RequestInit {
  if (isStream(source)) refuse('body', 'is a stream, which pages cannot send: give bytes or a Blob, or use upload() of @cos/transfer')
  return { body: source as BodyInit }
}
