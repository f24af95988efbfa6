import { XmlError } from './xml-error.js'

/** Refuses a value that has several of the members that exclude each other, or fewer than it must. */
export function checkExclusive(value: object, names: readonly string[], minimum: number, path: string): void {
  const given = names.filter((name) => (value as Record<string, unknown>)[name] !== undefined).length
  if (given > 1 || given < minimum) throw new XmlError(`must have ${minimum ? '' : 'at most '}one of ${names.join(', ')}`, path)
}
