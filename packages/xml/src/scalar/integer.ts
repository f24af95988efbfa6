import { XmlError } from '../xml-error.js'
import { quote } from './quote.js'
import { wrongType } from './wrong-type.js'

/** Writes a whole number. */
export function formatInteger(value: unknown, path: string): string {
  if (typeof value !== 'number') throw wrongType('a whole number', value, path)
  if (!Number.isSafeInteger(value)) throw new XmlError('must be a whole number below 2^53', path)
  return String(value)
}

/** Reads a whole number. */
export function parseInteger(text: string, path: string): number {
  const trimmed = text.trim()
  if (!/^[+-]?\d+$/.test(trimmed)) throw new XmlError(`is not a whole number: ${quote(trimmed)}`, path)
  // Adding zero turns -0 into 0: the two are one number to everybody but JavaScript.
  const value = Number(trimmed) + 0
  formatInteger(value, path)
  return value
}

/** Gives back a number within bounds, both included. */
export function checkBounds(value: number, minimum: number, maximum: number, path: string): number {
  if (value < minimum) throw new XmlError(`must be at least ${minimum}, not ${value}`, path)
  if (value > maximum) throw new XmlError(`must be at most ${maximum}, not ${value}`, path)
  return value
}
