import { refuse } from '../errors/input-error.js'
import type { HttpResponse } from '../transport/transport.js'
import type { Draft } from './bindings.js'
import type { Place } from './layout.js'
import { entriesIn, setHeader } from './text-form.js'

/** Writes an object of texts as headers with a prefix. */
export function sendPrefixed(draft: Draft, { member, name: prefix }: Place, value: unknown): void {
  const entries = entriesIn(value, member)
  for (const [name, text] of entries) {
    const path = `${member}.${name}`
    const header = prefix + name.toLowerCase()
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || header in draft.headers) refuse(path, 'must be a header name, given once')
    setHeader(draft, header, text, path)
  }
  // Sources differ about the limit; the greatest is let through.
  if (entries.flat().join('').length > 4096) refuse(member, 'must be 4 KB or less')
}

/** Reads all headers with a prefix, named without it. */
export function receivePrefixed({ headers }: Pick<HttpResponse, 'headers'>, { name: prefix }: Place): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name in headers) if (name.startsWith(prefix)) found[name.slice(prefix.length)] = headers[name]!
  return found
}
