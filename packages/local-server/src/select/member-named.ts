import { Fault } from '../fault.js'

/** Finds a name: exactly as it is when quoted, else in any case. */
export function memberNamed(
  names: readonly string[],
  { name, isQuoted }: { readonly name: string; readonly isQuoted: boolean },
): number | undefined {
  const exact = placesOf(names, (each) => each === name)
  const found = exact.length > 0 || isQuoted ? exact : placesOf(names, (each) => each.toLowerCase() === name.toLowerCase())
  if (found.length > 1) throw new Fault('AmbiguousFieldName', { message: `There are several fields ${JSON.stringify(name.slice(0, 64))}.` })
  return found[0]
}

function placesOf(names: readonly string[], matches: (name: string) => boolean): number[] {
  return names.flatMap((name, index) => (matches(name) ? [index] : []))
}
