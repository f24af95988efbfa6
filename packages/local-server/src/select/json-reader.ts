import { Fault } from '../fault.js'
import { maxRecordBytes } from './csv-reader.js'
import { type RecordValue, readJson } from './record-value.js'

// Of a document whose parts are the records. No source names a limit [?].
const maxDocumentLength = 33_554_432

/** Cuts a text that comes in pieces into JSON values, one in each line. */
export class JsonLinesReader {
  #rest = '';

  /** Takes the next piece, and gives the values that are complete with it. */
  *push(piece: string, isLast: boolean): Generator<RecordValue, void, undefined> {
    const text = this.#rest + piece
    let at = 0
    for (let end = text.indexOf('\n', this.#rest.length); end >= 0; end = text.indexOf('\n', at)) {
      const line = text.slice(at, end)
      at = end + 1
      if (line.trim() !== '') yield parsed(line, 'JSONParsingError')
    }
    this.#rest = text.slice(at)
    checkLength(this.#rest)
    if (isLast && this.#rest.trim() !== '') yield parsed(this.#rest, 'LastRecordParseFail')
  }
}

/** Cuts a text that comes in pieces into JSON values, which may span lines. */
export class JsonDocumentReader {
  readonly #maxLength: number
  #rest = ''
  #scanned = 0
  #depth = 0
  #state: 'between' | 'string' | 'escape' | 'inside' | 'scalar' = 'between'

  constructor({ isRecord }: { /** Whether a whole document is a record. */ readonly isRecord: boolean }) {
    this.#maxLength = isRecord ? maxRecordBytes : maxDocumentLength
  }

  /** Takes the next piece, and gives the values that are complete with it. */
  *push(piece: string, isLast: boolean): Generator<RecordValue, void, undefined> {
    this.#rest += piece
    for (; this.#scanned < this.#rest.length; this.#scanned++) {
      if (!this.#endsAt(this.#rest[this.#scanned]!)) continue
      const value = this.#rest.slice(0, this.#scanned + 1)
      this.#rest = this.#rest.slice(this.#scanned + 1)
      this.#scanned = -1
      yield parsed(value, 'JSONParsingError', this.#maxLength)
    }
    checkLength(this.#rest, this.#maxLength)
    if (isLast && this.#rest.trim() !== '') yield parsed(this.#rest, 'LastRecordParseFail', this.#maxLength)
  }

  /** Whether a value ends with this character. */
  #endsAt(character: string): boolean {
    switch (this.#state) {
      case 'escape':
        this.#state = 'string'
        return false
      case 'string':
        if (character === '\\') this.#state = 'escape'
        if (character !== '"') return false
        this.#state = this.#depth > 0 ? 'inside' : 'between'
        return this.#depth === 0
      default:
        if (character === '"') this.#state = 'string'
        else if (character === '{' || character === '[') {
          this.#depth += 1
          this.#state = 'inside'
        } else if (character === '}' || character === ']') {
          this.#depth -= 1
          if (this.#depth > 0) return false
          this.#depth = 0
          this.#state = 'between'
          return true
        } else if (this.#depth === 0) {
          const wasScalar = this.#state === 'scalar'
          const isSpace = /\s/.test(character)
          this.#state = isSpace ? 'between' : 'scalar'
          return wasScalar && isSpace
        }
        return false
    }
  }
}

function parsed(text: string, code: string, maxLength = maxRecordBytes): RecordValue {
  checkLength(text, maxLength)
  try {
    return readJson(text)
  } catch {
    throw new Fault(code, { message: `The object holds ${JSON.stringify(text.trim().slice(0, 32))}, which is no JSON value.` })
  }
}

function checkLength(text: string, maxLength = maxRecordBytes): void {
  if (text.length > maxLength) throw new Fault('OverMaxRecordSize')
}
