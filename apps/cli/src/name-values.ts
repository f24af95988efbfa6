import { UsageError } from './usage-error.js'

/** Reads texts of the form `name=value`; `what` says whose they are. */
export function nameValues(pairs: readonly string[], what: string): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const sign = pair.indexOf('=')
      if (sign < 1) throw new UsageError(`${what} ${pair} must be name=value.`)
      return [pair.slice(0, sign), pair.slice(sign + 1)]
    }),
  )
}
