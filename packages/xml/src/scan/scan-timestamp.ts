/**
 * Reads `2017-08-08T09:43:35.000Z` or `2017-08-08T09:43:35Z` between two offsets, without making a string of it.
 * `undefined` for every other form, and for days that not every month has: those are for the parser of dates to judge.
 */
export function scanTimestamp(text: string, start: number, end: number): Date | undefined {
  const length = end - start
  if ((length !== 24 && length !== 20) || text.charCodeAt(end - 1) !== 90) return undefined
  if (text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45 || text.charCodeAt(start + 10) !== 84) return undefined
  if (text.charCodeAt(start + 13) !== 58 || text.charCodeAt(start + 16) !== 58) return undefined
  if (length === 24 && text.charCodeAt(start + 19) !== 46) return undefined
  const year = twoDigits(text, start) * 100 + twoDigits(text, start + 2)
  const month = twoDigits(text, start + 5)
  const day = twoDigits(text, start + 8)
  const hour = twoDigits(text, start + 11)
  const minute = twoDigits(text, start + 14)
  const second = twoDigits(text, start + 17)
  const millisecond = length === 24 ? twoDigits(text, start + 20) * 10 + digit(text, start + 22) : 0
  // What is no digit has become NaN, and no comparison with NaN holds.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return undefined
  if (!(hour <= 23 && minute <= 59 && second <= 59 && millisecond >= 0)) return undefined
  return new Date((((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millisecond)
}

/** Counts days of the Gregorian calendar; the year is taken to begin in March, so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const monthFromMarch = month > 2 ? month - 3 : month + 9
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
  return shifted * 365 + leapDays + Math.floor((monthFromMarch * 153 + 2) / 5) + day - 1 - 719_468
}

function twoDigits(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1)
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : Number.NaN
}
