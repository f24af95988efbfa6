import { misfit } from './misfit.js'

const wanted = 'true or false'

/** Writes `true` or `false`. */
export function formatBoolean(value: unknown, path: string): string {
  if (typeof value !== 'boolean') throw misfit(wanted, value, path, true)
  return String(value)
}

/** Reads `true` or `false`, in any case. */
export function parseBoolean(text: string, path: string): boolean {
  const word = text.trim().toLowerCase()
  if (word !== 'true' && word !== 'false') throw misfit(wanted, word, path, true)
  return word === 'true'
}
