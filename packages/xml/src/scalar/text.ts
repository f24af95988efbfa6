import { misfit } from './misfit.js'

/** Checks that a value is text. */
export function formatText(value: unknown, path: string): string {
  if (typeof value !== 'string') throw misfit('text', value, path)
  return value
}

/** Gives text as it is. */
export function parseText(text: string): string {
  return text
}
