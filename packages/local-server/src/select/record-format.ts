import type { RecordValue } from './record-value.js'
import type { Step } from './syntax.js'

/** A record, as only its format knows it. */
export type SourceRecord = readonly string[] | { readonly value: RecordValue }

/** Reads records of one format, and what is in them. */
export interface RecordFormat {
  /** What the engine gets for a value: its text, or its JSON. */
  readonly columnType: 'text' | 'json'
  /** Reads the records of an object, in batches of bounded size. */
  batches(bytes: AsyncIterable<Uint8Array>): AsyncIterable<readonly SourceRecord[]>
  /** Prepares a look into records. Called when the first record is there. Undefined is what a record does not have. */
  lookup(steps: readonly Step[]): (record: SourceRecord) => RecordValue
  /** Gives all of a record. */
  members(record: SourceRecord): Iterable<readonly [name: string, value: RecordValue]>
}

/** A format that is text, which comes in pieces. */
export interface TextFormat extends RecordFormat {
  /** Takes the next piece of the object's text, and gives the records that are complete with it. */
  push(piece: string, isLast: boolean): Iterable<SourceRecord>
}
