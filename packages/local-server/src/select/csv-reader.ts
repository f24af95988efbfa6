import { Fault } from '../fault.js'

/** How a CSV object is written. Each is one character; a record may end with two. */
export interface CsvFormat {
  readonly recordDelimiter: string
  readonly fieldDelimiter: string
  readonly quote: string
  readonly quoteEscape: string
  /** Lines that begin with it are passed over. */
  readonly comments: string
  /** Whether a quoted field may hold the record delimiter. */
  readonly allowsQuotedRecordDelimiter: boolean
}

/** A record may have 1 MB. */
export const maxRecordBytes = 1_048_576

/** Cuts a text that comes in pieces into records of fields. It holds the record that is not complete. */
export class CsvReader {
  readonly #format: CsvFormat
  #rest = ''
  #fields: string[] = []
  #field = ''
  #recordLength = 0
  #state: 'record-start' | 'field-start' | 'plain' | 'quoted' | 'after-quote' | 'comment' = 'record-start'

  constructor(format: CsvFormat) {
    this.#format = format
  }

  /** Takes the next piece, and gives the records that are complete with it. */
  *push(piece: string, isLast: boolean): Generator<string[], void, undefined> {
    const { recordDelimiter, fieldDelimiter, quote, quoteEscape, comments, allowsQuotedRecordDelimiter } = this.#format
    const text = this.#rest + piece
    // What a character means may depend on the next one.
    const end = isLast ? text.length : text.length - 1
    let at = 0
    while (at < end) {
      const character = text[at]!
      const isRecordEnd = character === recordDelimiter[0] && (recordDelimiter.length === 1 || text[at + 1] === recordDelimiter[1])
      if (isRecordEnd && (this.#state !== 'quoted' || !allowsQuotedRecordDelimiter)) {
        if (this.#state === 'quoted')
          throw new Fault('CSVParsingError', {
            message: 'A quoted field holds the record delimiter, which AllowQuotedRecordDelimiter forbids.',
          })
        at += recordDelimiter.length
        const record = this.#endRecord()
        if (record) yield record
        continue
      }
      switch (this.#state) {
        case 'comment':
          at += 1
          continue
        case 'record-start':
          this.#state = character === comments ? 'comment' : 'field-start'
          continue
        case 'quoted':
          if (character === quoteEscape && quoteEscape !== quote) {
            this.#append(text[at + 1] ?? '')
            at += 2
          } else if (character === quote) {
            const isDoubled = quoteEscape === quote && text[at + 1] === quote
            if (isDoubled) this.#append(quote)
            else this.#state = 'after-quote'
            at += isDoubled ? 2 : 1
          } else at = this.#take(text, at, end)
          continue
        case 'field-start':
          if (character === quote) {
            this.#state = 'quoted'
            at += 1
            continue
          }
          this.#state = 'plain'
          continue
        default:
          if (character === fieldDelimiter) {
            this.#endField()
            this.#state = 'field-start'
            at += 1
          } else at = this.#take(text, at, end)
      }
    }
    this.#rest = text.slice(at)
    if (isLast) yield* this.#finish()
  }

  *#finish(): Generator<string[], void, undefined> {
    if (this.#state === 'quoted') throw new Fault('LastRecordParseFail', { message: 'The object ends inside a quoted field.' })
    const record = this.#endRecord()
    if (record) yield record
  }

  /** Takes characters up to the next that may mean something. */
  #take(text: string, from: number, end: number): number {
    const { recordDelimiter, fieldDelimiter, quote, quoteEscape } = this.#format
    let at = from + 1
    for (; at < end; at++) {
      const character = text[at]
      if (character === fieldDelimiter || character === recordDelimiter[0] || character === quote || character === quoteEscape) break
    }
    this.#append(text.slice(from, at))
    return at
  }

  #append(text: string): void {
    this.#field += text
    this.#recordLength += text.length
    if (this.#recordLength > maxRecordBytes) throw new Fault('OverMaxRecordSize')
  }

  #endField(): void {
    this.#fields.push(this.#field)
    this.#field = ''
    this.#recordLength += 1
    if (this.#recordLength > maxRecordBytes) throw new Fault('OverMaxRecordSize')
  }

  /** Empty lines and comments are no records. */
  #endRecord(): string[] | undefined {
    const { state, fields } = { state: this.#state, fields: this.#fields }
    this.#state = 'record-start'
    if (state !== 'record-start' && state !== 'comment') this.#endField()
    this.#fields = []
    this.#recordLength = 0
    return state === 'record-start' || state === 'comment' ? undefined : fields
  }
}
