import { Fault } from '../fault.js'
import { type CsvFormat, CsvReader } from './csv-reader.js'
import { memberNamed } from './member-named.js'
import type { SourceRecord, TextFormat } from './record-format.js'
import type { Step } from './syntax.js'
import { textBatches } from './text-batches.js'

/** The records of a CSV object. */
export class CsvRecords implements TextFormat {
  readonly columnType = 'text'
  readonly #reader: CsvReader
  readonly #hasNames: boolean
  #isPastHeader: boolean
  #names: readonly string[] = []

  constructor(format: CsvFormat, header: 'NONE' | 'USE' | 'IGNORE') {
    this.#reader = new CsvReader(format)
    this.#hasNames = header === 'USE'
    this.#isPastHeader = header === 'NONE'
  }

  batches(bytes: AsyncIterable<Uint8Array>): AsyncIterable<readonly SourceRecord[]> {
    return textBatches(this, bytes)
  }

  *push(piece: string, isLast: boolean): Iterable<SourceRecord> {
    for (const record of this.#reader.push(piece, isLast)) {
      if (this.#isPastHeader) yield record
      else {
        this.#isPastHeader = true
        if (this.#hasNames) this.#names = record
      }
    }
  }

  lookup(steps: readonly Step[]): (record: SourceRecord) => string | undefined {
    const [step] = steps
    if (steps.length !== 1 || step?.kind !== 'member')
      throw new Fault('SQLParsingError', { message: 'A column of a CSV object is named by one name.' })
    const index = this.#indexOf(step)
    return (record) => (record as readonly string[])[index]
  }

  *members(record: SourceRecord): Iterable<readonly [string, string]> {
    for (const [index, field] of (record as readonly string[]).entries()) yield [this.#names[index] ?? `_${index + 1}`, field]
  }

  #indexOf(step: Step & { readonly kind: 'member' }): number {
    const named = memberNamed(this.#names, step)
    if (named !== undefined) return named
    const place = /^_([1-9]\d{0,5})$/.exec(step.name)?.[1]
    if (place !== undefined) return Number(place) - 1
    const name = JSON.stringify(step.name.slice(0, 64))
    const hint = this.#hasNames ? '' : ' Columns are _1, _2, … unless FileHeaderInfo is USE.'
    throw new Fault('SQLParsingError', { message: `The object has no column ${name}.${hint}` })
  }
}
