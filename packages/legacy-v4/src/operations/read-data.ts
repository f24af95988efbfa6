/** The `data` of an envelope, whose members come as numbers or as text. */
export type V4Data = Readonly<Record<string, unknown>>

/** Reads a text; undefined when there is none. */
export function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value)
}

/** Reads a number; undefined when there is none. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : Number.parseInt(String(value), 10)
  return Number.isNaN(number) ? undefined : number
}

/** Reads a time in Unix seconds. */
export function timeOf(value: unknown): Date | undefined {
  const seconds = numberOf(value)
  return seconds === undefined ? undefined : new Date(seconds * 1000)
}

/** Reads an object of texts. The Java SDK stores its headers as text inside JSON, so such a text is read, too. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  const object: unknown = typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value
  if (typeof object !== 'object' || object === null) return {}
  return Object.fromEntries(Object.entries(object).map(([name, text]) => [name, String(text)]))
}
