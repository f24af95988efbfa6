import { InputError } from '../errors/input-error.js'
import { isBlob } from './chunks-of.js'
import type { BodySource } from './transport.js'

/** The body of a `fetch` in a page, which cannot send a stream. */
export function fetchBody(source: BodySource): RequestInit {
  if (typeof source === 'string' || ArrayBuffer.isView(source) || source instanceof ArrayBuffer || isBlob(source)) {
    return { body: source as BodyInit }
  }
  throw new InputError('is a stream, which pages cannot send: give bytes or a Blob, or use upload() of @cos/transfer', { member: 'body' })
}
