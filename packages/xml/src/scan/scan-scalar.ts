import type { IntegerSchema, OneOfSchema, Schema } from '../schema.js'
import { scanTimestamp } from './scan-timestamp.js'

/** Reads a scalar between two offsets in its usual form, without making a string of it; `undefined` for every other form. */
export function scanScalar(schema: Schema, text: string, start: number, end: number): unknown {
  switch (schema.kind) {
    case 'integer':
      return scanInteger(text, start, end, schema as IntegerSchema)
    case 'timestamp':
      return scanTimestamp(text, start, end)
    case 'oneOf':
      return scanOneOf(text, start, end, schema as OneOfSchema)
    default:
      return undefined
  }
}

function scanInteger(text: string, start: number, end: number, { minimum, maximum }: IntegerSchema): number | undefined {
  if (end === start || end - start > 15 || minimum !== undefined || maximum !== undefined) return undefined
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return value
}

/** Gives the text of the schema, not a part of the document: thousands of values then share one string. */
function scanOneOf(text: string, start: number, end: number, { values }: OneOfSchema): string | undefined {
  for (const value of values) if (value.length === end - start && text.startsWith(value, start)) return value
  return undefined
}
