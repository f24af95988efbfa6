import { UsageError } from '../usage-error.js'

/** Reads a flag that is a whole number from 1 to the most there may be. */
export function numberUpTo(most: number, value: unknown, flag: string): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 1 || number > most)
    throw new UsageError(`${flag} must be a whole number from 1 to ${most}.`)
  return number
}
