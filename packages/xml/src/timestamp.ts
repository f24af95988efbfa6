import type { TimestampFormat } from './schema.js'

const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/
const http = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/
/** What C's `ctime` prints; old answers hold it, in UTC without saying so. */
const ctime = /^(\w{3} \w{3} [ \d]?\d) (\d\d:\d\d:\d\d) (\d{4})$/

/** Reads an instant in any form COS has been seen to use: ISO 8601 (also with an offset), HTTP date, `ctime`, Unix seconds. */
export function parseTimestamp(text: string): Date | undefined {
  let milliseconds = Number.NaN
  if (/^-?\d{1,13}$/.test(text)) milliseconds = Number(text) * 1000
  // The shape is checked first: `Date.parse` takes nearly anything, and takes it in local time.
  else if (iso.test(text) || http.test(text)) milliseconds = Date.parse(text)
  else if (ctime.test(text)) milliseconds = Date.parse(text.replace(ctime, '$1 $3 $2 GMT'))
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Writes an instant; `undefined` when it is no instant between the years 0 and 9999. */
export function formatTimestamp(format: TimestampFormat, value: unknown): string | undefined {
  // Not `instanceof`: a test runner or a frame may hand in a Date of another realm.
  if (Object.prototype.toString.call(value) !== '[object Date]') return undefined
  const date = value as Date
  const year = date.getUTCFullYear()
  if (!(year >= 0 && year <= 9999)) return undefined
  switch (format) {
    case 'http-date':
      return date.toUTCString()
    case 'unix-seconds':
      return String(Math.floor(date.getTime() / 1000))
    case 'iso-seconds':
      return `${date.toISOString().slice(0, 19)}Z`
    case 'iso-milliseconds':
      return date.toISOString()
  }
}
