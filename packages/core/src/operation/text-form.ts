import { formatScalar, parseScalar } from '@cos/xml'
import { checkText } from './address.js'
import type { CodecSchema } from './bindings.js'
import type { Place } from './layout.js'

/** Writes the text of a header or query parameter. */
export function formatText({ schema, member }: Place, value: unknown, region?: string): string {
  return schema.kind === 'codec' ? (schema as CodecSchema).format(value, member, region) : formatScalar(schema, value, member)
}

/** Reads the text of a header or query parameter. */
export function parseText({ schema, member }: Place, text: string): unknown {
  return schema.kind === 'codec' ? (schema as CodecSchema).parse(text, member) : parseScalar(schema, text, member)
}

/** Refuses text that no header can carry. */
export function checkHeader(text: unknown, member: string): string {
  return checkText(text, /^[\t -~]*$/, member, 'printable ASCII')
}
