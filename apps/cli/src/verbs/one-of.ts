import { UsageError } from '../usage-error.js'

/** Reads a flag that is one of some words. */
export function oneOf<Choice extends string>(choices: readonly Choice[], value: unknown, flag: string): Choice | undefined {
  if (value === undefined) return undefined
  const found = choices.find((choice) => choice === value)
  if (!found) throw new UsageError(`${flag} must be one of ${choices.join(', ')}.`)
  return found
}
