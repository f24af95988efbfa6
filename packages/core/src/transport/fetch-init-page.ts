import { refuse } from '../errors/input-error.js'
import { isStream } from './chunks-of.js'
import type { BodySource } from './transport.js'

/** Body and headers of a `fetch` in a page, which cannot send a stream, and drops by itself the headers that are not ours to set. */
export function fetchInit(source: BodySource | undefined, headers: Readonly<Record<string, string>>): RequestInit {
  if (isStream(source)) refuse('body', 'must be bytes or a Blob in a page; upload() of @cos/transfer takes streams')
  return { body: (source ?? null) as BodyInit | null, headers }
}
