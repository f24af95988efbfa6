import { RawNumber } from './raw-number.js'

/** A JSON value whose numbers are all exact. Undefined is what is not there. */
export type RecordValue = string | number | boolean | null | undefined | RawNumber | readonly RecordValue[] | RecordObject

/** A JSON object of exact values. */
export type RecordObject = { readonly [name: string]: RecordValue }

// Numbers this short are the same as doubles. What looks like a long one inside a text only costs time.
const mayBeRounded = /\d[\d.]{15}|\d[eE]/
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*(\s*:)?/g
const validNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const mark = '"\\u0000'

/** Reads JSON. Numbers that a double would change stay as they were written. */
export function readJson(text: string): RecordValue {
  if (!mayBeRounded.test(text)) return JSON.parse(text) as RecordValue
  const raw: string[] = []
  let hasMarks = false
  const marked = text.replace(tokens, (token, isName?: string, isNumberName?: string) => {
    if (token.startsWith(mark) && isName === undefined) {
      hasMarks = true
      return `${mark}t${token.slice(mark.length)}`
    }
    // What is no JSON must stay none.
    if (token.startsWith('"') || isNumberName !== undefined || !validNumber.test(token) || isExact(token)) return token
    return `${mark}${raw.push(token) - 1}"`
  })
  const value = JSON.parse(marked) as RecordValue
  return hasMarks || raw.length > 0 ? unmarked(value, raw) : value
}

/** Puts back what was marked, in place: the value is nobody else's yet. */
function unmarked(value: RecordValue, raw: readonly string[]): RecordValue {
  if (typeof value === 'string') {
    if (!value.startsWith('\0')) return value
    return value[1] === 't' ? `\0${value.slice(2)}` : new RawNumber(raw[Number(value.slice(1))]!)
  }
  if (typeof value !== 'object' || value === null) return value
  for (const [name, member] of Object.entries(value as Readonly<Record<string, RecordValue>>)) {
    const plain = unmarked(member, raw)
    // Not by assignment, which takes __proto__ for more than a name.
    if (plain !== member) Object.defineProperty(value, name, { value: plain, enumerable: true, configurable: true, writable: true })
  }
  return value
}

/** Writes JSON. */
export function writeJson(value: RecordValue): string {
  if (value instanceof RawNumber) return value.text
  if (value === undefined) return 'null'
  if (Array.isArray(value)) return `[${(value as readonly RecordValue[]).map(writeJson).join(',')}]`
  if (!isRecordObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [`${JSON.stringify(name)}:${writeJson(member)}`],
  )
  return `{${members.join(',')}}`
}

/** Tells an object from all other values. */
export function isRecordObject(value: RecordValue): value is RecordObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawNumber)
}

function isExact(text: string): boolean {
  const value = Number(text)
  if (String(value) === text && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return true
  if (Number.isInteger(value) && /^-?\d+$/.test(text)) return Number.isSafeInteger(value)
  const digits = text
    .replace(/[eE].*/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
  return Number.isFinite(value) && digits.length <= 15 && (value !== 0 || digits === '')
}
