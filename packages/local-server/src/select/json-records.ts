import { JsonDocumentReader, JsonLinesReader } from './json-reader.js'
import { memberNamed } from './member-named.js'
import type { SourceRecord, TextFormat } from './record-format.js'
import { isRecordObject, type RecordObject, type RecordValue } from './record-value.js'
import type { Step } from './syntax.js'
import { textBatches } from './text-batches.js'

/** The records of a JSON object: its values, or what a path of the query finds in them. */
export class JsonRecords implements TextFormat {
  readonly columnType = 'json'
  readonly #reader: JsonLinesReader | JsonDocumentReader
  readonly #from: readonly Step[]
  /** What a record that is no object is called. */
  readonly #scalarName: string

  constructor(type: 'LINES' | 'DOCUMENT', from: readonly Step[]) {
    // All values of the object are its elements: a first [*] means them.
    this.#from = from[0]?.kind === 'all' ? from.slice(1) : from
    this.#reader = type === 'LINES' ? new JsonLinesReader() : new JsonDocumentReader({ isRecord: this.#from.length === 0 })
    const last = this.#from.findLast(({ kind }) => kind === 'member')
    this.#scalarName = last?.kind === 'member' ? last.name : '_1'
  }

  batches(bytes: AsyncIterable<Uint8Array>): AsyncIterable<readonly SourceRecord[]> {
    return textBatches(this, bytes)
  }

  *push(piece: string, isLast: boolean): Iterable<SourceRecord> {
    for (const value of this.#reader.push(piece, isLast)) yield* this.#recordsOf(value, 0)
  }

  lookup(steps: readonly Step[]): (record: SourceRecord) => RecordValue {
    if (steps.length === 0) return (record) => (record as { readonly value: RecordValue }).value
    return (record) => {
      let value: RecordValue = this.#objectOf(record)
      for (const step of steps) value = stepInto(value, step)
      return value
    }
  }

  members(record: SourceRecord): Iterable<readonly [string, RecordValue]> {
    return Object.entries(this.#objectOf(record))
  }

  *#recordsOf(value: RecordValue, at: number): Iterable<SourceRecord> {
    const step = this.#from[at]
    if (!step) yield { value }
    else if (step.kind !== 'all') yield* this.#recordsOf(stepInto(value, step), at + 1)
    else if (Array.isArray(value)) for (const item of value as readonly RecordValue[]) yield* this.#recordsOf(item, at + 1)
    else if (value !== undefined) yield* this.#recordsOf(value, at + 1)
  }

  /** What a path does not find is a record without members. */
  #objectOf(record: SourceRecord): RecordObject {
    const { value } = record as { readonly value: RecordValue }
    if (value === undefined) return {}
    return isRecordObject(value) ? value : { [this.#scalarName]: value }
  }
}

function stepInto(value: RecordValue, step: Step): RecordValue {
  if (step.kind === 'element') return Array.isArray(value) ? (value as readonly RecordValue[])[step.index] : undefined
  if (step.kind === 'all' || !isRecordObject(value)) return undefined
  if (Object.hasOwn(value, step.name)) return value[step.name]
  if (step.isQuoted) return undefined
  const names = Object.keys(value)
  const index = memberNamed(names, step)
  return index === undefined ? undefined : value[names[index]!]
}
