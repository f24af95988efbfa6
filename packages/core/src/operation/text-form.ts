// Scalars of `@cos/xml` have the same two functions as a codec, which is also told the region.

import { refuse } from '../errors/input-error.js'
import { checkText } from './address.js'
import type { CodecSchema, Draft } from './bindings.js'
import type { Place } from './layout.js'

/** Writes the text of a header or query parameter. */
export function formatText({ schema, member }: Place, value: unknown, region?: string): string {
  return (schema as CodecSchema).format(value, member, region)
}

/** Reads the text of a header or query parameter. */
export function parseText({ schema, member }: Place, text: string): unknown {
  return (schema as CodecSchema).parse!(text, member)
}

/** Writes a header; refuses text that none can carry. */
export function setHeader({ headers }: Draft, name: string, text: unknown, member: string): void {
  headers[name] = checkText(text, /^[\t -~]*$/, member, 'printable ASCII')
}

/** The names and values of an object, which a caller may have given as anything. */
export function entriesIn(value: unknown, member: string): [string, unknown][] {
  return typeof value === 'object' && value ? Object.entries(value) : refuse(member, 'must be an object')
}
