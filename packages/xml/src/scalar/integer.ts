import type { IntegerSchema } from '../schema.js'
import { misfit } from './misfit.js'

/** A whole number, within bounds where they are given, both included. */
/* @__NO_SIDE_EFFECTS__ */
export function wholeNumber(minimum?: number, maximum?: number): IntegerSchema {
  const wanted = `a whole number ${minimum === undefined ? 'below 2^53' : `from ${minimum} to ${maximum}`}`
  const check = (value: unknown, path: string): number => {
    if (Number.isSafeInteger(value) && !((value as number) < minimum!) && !((value as number) > maximum!)) return value as number
    throw misfit(wanted, value, path, true)
  }
  return {
    kind: 'integer',
    minimum,
    maximum,
    format: (value, path) => String(check(value, path)),
    // Adding zero turns -0 into 0: the two are one number to everybody but JavaScript.
    parse: (text, path) => check(/^\s*[+-]?\d+\s*$/.test(text) ? Number(text) + 0 : text.trim(), path),
  }
}
