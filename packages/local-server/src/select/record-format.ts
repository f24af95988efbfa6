import type { JsonValue } from '../store/json.js'
import type { Step } from './syntax.js'

/** A record, as only its format knows it. */
export type SourceRecord = readonly string[] | { readonly value: JsonValue }

/** Reads records of one format, and what is in them. */
export interface RecordFormat {
  /** What the engine gets for a value: its text, or its JSON. */
  readonly columnType: 'text' | 'json'
  /** Takes the next piece of the object's text, and gives the records that are complete with it. */
  push(piece: string, isLast: boolean): Iterable<SourceRecord>
  /** Prepares a look into records. Called when the first record is there. Undefined is what a record does not have. */
  lookup(steps: readonly Step[]): (record: SourceRecord) => JsonValue
  /** Gives all of a record. */
  members(record: SourceRecord): Iterable<readonly [name: string, value: JsonValue]>
}
