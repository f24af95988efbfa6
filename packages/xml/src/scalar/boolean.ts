import { XmlError } from '../xml-error.js'
import { quote } from './quote.js'
import { wrongType } from './wrong-type.js'

/** Writes `true` or `false`. */
export function formatBoolean(value: unknown, path: string): string {
  if (typeof value !== 'boolean') throw wrongType('true or false', value, path)
  return String(value)
}

/** Reads `true` or `false`, in any case. */
export function parseBoolean(text: string, path: string): boolean {
  const word = text.trim().toLowerCase()
  if (word !== 'true' && word !== 'false') throw new XmlError(`is neither true nor false: ${quote(text.trim())}`, path)
  return word === 'true'
}
