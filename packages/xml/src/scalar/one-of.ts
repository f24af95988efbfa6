import { misfit } from './misfit.js'

/** Checks that a value is one of a few texts. */
export function formatOneOf(values: readonly string[], value: unknown, path: string): string {
  if (!values.includes(value as string)) throw misfit(`one of ${values.join(', ')}`, value, path, true)
  return value as string
}

/** Finds the text of a set that a document means; without regard to case, because old answers differ. */
export function parseOneOf(values: readonly string[], text: string, path: string): string {
  return formatOneOf(values, parseOneOfOrOther(values, text), path)
}

/** The same for a set that may have grown: other texts come as they are, without white space around them. */
export function parseOneOfOrOther(values: readonly string[], text: string): string {
  const trimmed = text.trim()
  const folded = trimmed.toLowerCase()
  return values.includes(trimmed) ? trimmed : (values.find((value) => value.toLowerCase() === folded) ?? trimmed)
}
