import { RawNumber } from './raw-number.js'

/** A JSON value whose numbers are all exact. Undefined is what is not there. */
export type RecordValue = string | number | boolean | null | undefined | RawNumber | readonly RecordValue[] | RecordObject

/** A JSON object of exact values. */
export type RecordObject = { readonly [name: string]: RecordValue }

// Numbers this short are the same as doubles. What looks like a long one inside a text only costs time.
const mayBeRounded = /\d[\d.]{15}|\d[eE]/
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*/g
const mark = '"\\u0000'

/** Reads JSON. Numbers that a double would change stay as they were written. */
export function readJson(text: string): RecordValue {
  if (!mayBeRounded.test(text)) return JSON.parse(text) as RecordValue
  const raw: string[] = []
  // What is no JSON must fail as it is, not as it looks with its numbers taken out.
  JSON.parse(text)
  const marked = text.replace(tokens, (token, isName?: string) => {
    if (!token.startsWith('"')) return isExact(token) ? token : `${mark}${raw.push(token) - 1}"`
    return isName === undefined && token.startsWith(mark) ? `${mark}t${token.slice(mark.length)}` : token
  })
  return JSON.parse(marked, (_, value: RecordValue) => {
    if (typeof value !== 'string' || !value.startsWith('\0')) return value
    return value[1] === 't' ? `\0${value.slice(2)}` : new RawNumber(raw[Number(value.slice(1))]!)
  }) as RecordValue
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
