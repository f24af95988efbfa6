import { misfit } from './misfit.js'

const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/
const http = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/
/** What C's `ctime` prints; old answers hold it, in UTC without saying so. */
const ctime = /^(\w{3} \w{3} [ \d]?\d) (\d\d:\d\d:\d\d) (\d{4})$/

/** Reads an instant in any form COS has been seen to use: ISO 8601 (also with an offset), HTTP date, `ctime`, Unix seconds. */
export function parseTimestamp(text: string, path: string): Date {
  const trimmed = text.trim()
  let milliseconds = Number.NaN
  if (/^-?\d{1,13}$/.test(trimmed)) milliseconds = Number(trimmed) * 1000
  // The shape is checked first: `Date.parse` takes nearly anything, and takes it in local time.
  else if (iso.test(trimmed) || http.test(trimmed)) milliseconds = Date.parse(trimmed)
  else if (ctime.test(trimmed)) milliseconds = Date.parse(trimmed.replace(ctime, '$1 $3 $2 GMT'))
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) throw misfit('a date', trimmed, path, true)
  return date
}

/** Writes `2017-08-08T09:43:35.000Z`. */
export function formatIsoMilliseconds(value: unknown, path: string): string {
  return dateOf(value, path).toISOString()
}

/** Writes `2019-05-24T11:49:50Z`. */
export function formatIsoSeconds(value: unknown, path: string): string {
  return `${dateOf(value, path).toISOString().slice(0, 19)}Z`
}

/** Writes `Wed, 28 Oct 2014 20:30:00 GMT`. */
export function formatHttpDate(value: unknown, path: string): string {
  return dateOf(value, path).toUTCString()
}

/** Writes Unix seconds. */
export function formatUnixSeconds(value: unknown, path: string): string {
  return String(Math.floor(dateOf(value, path).getTime() / 1000))
}

/** An instant between the years 0 and 9999: other years have no form of four digits. */
function dateOf(value: unknown, path: string): Date {
  // Not `instanceof`: a test runner or a frame may hand in a Date of another realm.
  const isDate = Object.prototype.toString.call(value) === '[object Date]'
  const year = isDate ? (value as Date).getUTCFullYear() : -1
  if (!(year >= 0 && year <= 9999)) throw misfit('a valid Date', value, path)
  return value as Date
}
