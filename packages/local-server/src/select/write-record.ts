import type { SelectObjectContentInput } from '@cos/core'
import { Fault } from '../fault.js'
import { delimiter } from './delimiters.js'
import { type RecordValue, writeJson } from './record-value.js'

/** A member of a result record. Undefined is what the record does not have. */
export type ResultMember = readonly [name: string, value: RecordValue]

/** Writes a record of the result. */
export type WriteRecord = (members: Iterable<ResultMember>) => string

/** Prepares the writing of records. */
export function createWriter(output: SelectObjectContentInput['outputSerialization']): WriteRecord {
  if (Boolean(output.csv) === Boolean(output.json)) throw new Fault('MissingOutputFormat')
  if (output.json) {
    const end = delimiter(output.json.recordDelimiter, '\n', 'OutputSerialization.JSON.RecordDelimiter', 2)
    return (members) => `{${[...members].flatMap(jsonMember).join(',')}}${end}`
  }
  const csv = output.csv ?? {}
  const path = 'OutputSerialization.CSV'
  const end = delimiter(csv.recordDelimiter, '\n', `${path}.RecordDelimiter`, 2)
  const between = delimiter(csv.fieldDelimiter, ',', `${path}.FieldDelimiter`)
  const quote = delimiter(csv.quoteCharacter, '"', `${path}.QuoteCharacter`)
  const quoteEscape = delimiter(csv.quoteEscapeCharacter, '"', `${path}.QuoteEscapeCharacter`)
  const isAlways = csv.quoteFields === 'ALWAYS'
  // What a reader would take for an end or an quoteEscape must be quoted as well.
  const special = [quote, quoteEscape, between, ...end, '\n', '\r']
  const field = (text: string) => {
    if (!isAlways && !special.some((character) => text.includes(character))) return text
    const inner = quoteEscape === quote ? text : text.replaceAll(quoteEscape, quoteEscape + quoteEscape)
    return quote + inner.replaceAll(quote, quoteEscape + quote) + quote
  }
  return (members) => [...members].map(([, value]) => field(csvText(value))).join(between) + end
}

function jsonMember([name, value]: ResultMember): string[] {
  if (value === undefined) return []
  return [`${JSON.stringify(name)}:${writeJson(value)}`]
}

function csvText(value: RecordValue): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : writeJson(value)
}
