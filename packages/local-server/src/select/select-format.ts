import type { SelectObjectContentInput } from '@cos/core'
import { Fault } from '../fault.js'
import { CsvRecords } from './csv-records.js'
import { delimiter } from './delimiters.js'
import { JsonRecords } from './json-records.js'
import { ParquetRecords } from './parquet-records.js'
import type { RecordFormat } from './record-format.js'
import type { Step } from './syntax.js'

/** Prepares the reading of an object as a request describes it. */
export function createFormat(input: SelectObjectContentInput['inputSerialization'], from: readonly Step[]): RecordFormat {
  if ([input.csv, input.json, input.parquet].filter(Boolean).length !== 1) throw new Fault('MissingInputFormat')
  if (input.json) return new JsonRecords(input.json.type, from)
  if (from.some(({ kind }) => kind !== 'all') || from.length > 1)
    throw new Fault('SQLParsingError', { message: `${input.csv ? 'CSV' : 'Parquet'} objects have no paths behind COSObject.` })
  if (!input.csv) {
    // Parquet compresses inside.
    if ((input.compressionType ?? 'NONE') !== 'NONE')
      throw new Fault('InvalidCompressionFormat', { message: 'The CompressionType of Parquet objects is NONE.' })
    return new ParquetRecords()
  }
  const { csv } = input
  const path = 'InputSerialization.CSV'
  const format = {
    recordDelimiter: delimiter(csv.recordDelimiter, '\n', `${path}.RecordDelimiter`, 2),
    fieldDelimiter: delimiter(csv.fieldDelimiter, ',', `${path}.FieldDelimiter`),
    quote: delimiter(csv.quoteCharacter, '"', `${path}.QuoteCharacter`),
    quoteEscape: delimiter(csv.quoteEscapeCharacter, '"', `${path}.QuoteEscapeCharacter`),
    comments: delimiter(csv.comments, '#', `${path}.Comments`),
    allowsQuotedRecordDelimiter: csv.allowQuotedRecordDelimiter === 'TRUE',
  }
  const { recordDelimiter, fieldDelimiter, quote } = format
  if (recordDelimiter.includes(fieldDelimiter) || recordDelimiter.includes(quote) || fieldDelimiter === quote)
    throw new Fault('InvalidRequestParameter', { message: 'Delimiters and the quote character must differ.' })
  return new CsvRecords(format, csv.fileHeaderInfo ?? 'NONE')
}
