import type { IntegerSchema, OneOfSchema, Schema, TimestampSchema, TypeOf } from './schema.js'
import { formatTimestamp, parseTimestamp } from './timestamp.js'
import { XmlError } from './xml-error.js'

/**
 * Reads the text of an element, a header or a query parameter by its schema (string, integer, boolean, timestamp, oneOf).
 * Text stays as it is; around everything else white space is ignored.
 *
 * @throws XmlError naming `path` when the text does not fit.
 */
export function parseScalar<S extends Schema>(schema: S, text: string, path: string): TypeOf<S>
export function parseScalar(schema: Schema, text: string, path: string): unknown {
  const trimmed = text.trim()
  switch (schema.kind) {
    case 'string':
      return text
    case 'integer':
      if (!/^[+-]?\d+$/.test(trimmed)) throw new XmlError(`is not a whole number: ${quote(trimmed)}`, path)
      // Adding zero turns -0 into 0: the two are one number to everybody but JavaScript.
      return checkInteger(schema as IntegerSchema, Number(trimmed) + 0, path)
    case 'boolean': {
      const word = trimmed.toLowerCase()
      if (word !== 'true' && word !== 'false') throw new XmlError(`is neither true nor false: ${quote(trimmed)}`, path)
      return word === 'true'
    }
    case 'timestamp': {
      const date = parseTimestamp(trimmed)
      if (!date) throw new XmlError(`is not a date: ${quote(trimmed)}`, path)
      return date
    }
    case 'oneOf':
      return parseOneOf(schema as OneOfSchema, trimmed, path)
    default:
      throw new TypeError(`The schema ${schema.kind} has no text form.`)
  }
}

/**
 * Writes a value as the text of an element, a header or a query parameter.
 *
 * @throws XmlError naming `path` when the value is of the wrong type or out of bounds.
 */
export function formatScalar(schema: Schema, value: unknown, path: string): string {
  switch (schema.kind) {
    case 'string':
      if (typeof value !== 'string') throw wrongType('text', value, path)
      return value
    case 'integer':
      if (typeof value !== 'number') throw wrongType('a whole number', value, path)
      return String(checkInteger(schema as IntegerSchema, value, path))
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType('true or false', value, path)
      return String(value)
    case 'timestamp': {
      const text = formatTimestamp((schema as TimestampSchema).format, value)
      if (text === undefined) throw wrongType('a valid Date', value, path)
      return text
    }
    case 'oneOf': {
      if (typeof value !== 'string') throw wrongType('text', value, path)
      const { values, isOpen } = schema as OneOfSchema
      if (!isOpen && !values.includes(value)) throw new XmlError(`must be one of ${values.join(', ')}, not ${quote(value)}`, path)
      return value
    }
    default:
      throw new TypeError(`The schema ${schema.kind} has no text form.`)
  }
}

/** Makes the error for a value of the wrong type. It tells the type, not the value. */
export function wrongType(wanted: string, value: unknown, path: string): XmlError {
  const type = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value
  return value === undefined
    ? new XmlError(`is required and must be ${wanted}`, path, { code: 'MissingMember' })
    : new XmlError(`must be ${wanted}, not ${type}`, path)
}

function checkInteger({ minimum, maximum }: IntegerSchema, value: number, path: string): number {
  if (!Number.isSafeInteger(value)) throw new XmlError('must be a whole number below 2^53', path)
  if (minimum !== undefined && value < minimum) throw new XmlError(`must be at least ${minimum}, not ${value}`, path)
  if (maximum !== undefined && value > maximum) throw new XmlError(`must be at most ${maximum}, not ${value}`, path)
  return value
}

function parseOneOf({ values, isOpen }: OneOfSchema, text: string, path: string): string {
  if (values.includes(text)) return text
  const folded = text.toLowerCase()
  const known = values.find((value) => value.toLowerCase() === folded)
  if (known === undefined && !isOpen) throw new XmlError(`must be one of ${values.join(', ')}, not ${quote(text)}`, path)
  return known ?? text
}

function quote(text: string): string {
  return JSON.stringify(text.length > 32 ? `${text.slice(0, 32)}…` : text)
}
