import { XmlError } from '../xml-error.js'
import { quote } from './quote.js'
import { formatText } from './text.js'

/** Checks that a value is one of a few texts. */
export function formatOneOf(values: readonly string[], value: unknown, path: string): string {
  const text = formatText(value, path)
  if (!values.includes(text)) throw notOneOf(values, text, path)
  return text
}

/** Finds the text of a set that a document means; without regard to case, because old answers differ. */
export function parseOneOf(values: readonly string[], text: string, path: string): string {
  const known = parseOneOfOrOther(values, text)
  if (!values.includes(known)) throw notOneOf(values, known, path)
  return known
}

/** The same for a set that may have grown: other texts come as they are, without white space around them. */
export function parseOneOfOrOther(values: readonly string[], text: string): string {
  const trimmed = text.trim()
  const folded = trimmed.toLowerCase()
  return values.includes(trimmed) ? trimmed : (values.find((value) => value.toLowerCase() === folded) ?? trimmed)
}

function notOneOf(values: readonly string[], text: string, path: string): XmlError {
  return new XmlError(`must be one of ${values.join(', ')}, not ${quote(text)}`, path)
}
