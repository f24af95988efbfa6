import { figure } from './table.mjs'

/** A figure that must not be above a limit. */
export function atMost(text, value, limit, unit = '') {
  return bar({ text, value, limit: `<= ${figure(limit)}${unit}`, isMet: value <= limit })
}

/** A figure that must not be below a limit. */
export function atLeast(text, value, limit, unit = '') {
  return bar({ text, value, limit: `>= ${figure(limit)}${unit}`, isMet: value >= limit })
}

function bar({ text, value, limit, isMet }) {
  const isKnown = value !== undefined && !Number.isNaN(value)
  return [text, limit, figure(value), isKnown ? (isMet ? 'pass' : 'FAIL') : 'not measured']
}
