import { Fault } from '../fault.js'
import type { CompiledItem, CompiledQuery } from './compile-query.js'
import type { ValueType } from './emitted.js'
import { Engine, type EngineValue } from './engine.js'
import { errorMessage, figuresMessage, plainMessage, recordsMessage } from './event-messages.js'
import { RawNumber } from './raw-number.js'
import type { RecordFormat, SourceRecord } from './record-format.js'
import { type RecordValue, readJson, writeJson } from './record-value.js'
import type { ResultMember, WriteRecord } from './write-record.js'

const frameCharacters = 131_072

/** A query that is to be run. */
export interface RunQuery {
  readonly query: CompiledQuery
  readonly format: RecordFormat
  readonly write: WriteRecord
  /** The bytes of the object as they are stored. */
  readonly bytes: AsyncIterable<Uint8Array>
  readonly decompress: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
  readonly wantsProgress: boolean
}

/**
 * Runs a query, and gives the messages of its answer. It holds one batch of records. What fails before the first message is thrown; later
 * failures are messages.
 */
export async function* runQuery(run: RunQuery): AsyncGenerator<Uint8Array, void, undefined> {
  let hasBegun = false
  try {
    for await (const message of messagesOf(run)) {
      hasBegun = true
      yield message
    }
  } catch (error) {
    if (!hasBegun) throw error
    if (error instanceof Fault) yield errorMessage(error.code, error.message)
    else yield errorMessage('InternalError', 'The server met an error of its own.')
  }
}

async function* messagesOf({
  query,
  format,
  write,
  bytes,
  decompress,
  wantsProgress,
}: RunQuery): AsyncGenerator<Uint8Array, void, undefined> {
  const figures = { scanned: 0, processed: 0, returned: 0 }
  const engine = await Engine.start(query.columns.length)
  try {
    const pieces = decompress(counted(bytes, (sizeBytes) => (figures.scanned += sizeBytes)))
    const batches = format.batches(counted(pieces, (sizeBytes) => (figures.processed += sizeBytes)))
    let left = query.limit
    let isFirst = true
    const evaluation = new Evaluation(query, format, engine)
    for await (const batch of batches) {
      const results = query.atEnd ? await evaluation.keep(batch, isFirst) : await evaluation.resultsOf(batch)
      isFirst = false
      let hasRecords = false
      for (const frame of framesOf(results.slice(0, left), write)) {
        hasRecords = true
        figures.returned += frame.byteLength
        yield recordsMessage(frame)
      }
      left -= results.length
      if (left <= 0 && !query.atEnd) break
      // A client must hear something within seconds: each batch says something.
      if (wantsProgress) yield figuresMessage('Progress', figures)
      else if (!hasRecords) yield plainMessage('Cont')
    }
    if (query.atEnd) {
      if (isFirst) await evaluation.keep([], true)
      for (const frame of framesOf((await evaluation.atEnd()).slice(0, left), write)) {
        figures.returned += frame.byteLength
        yield recordsMessage(frame)
      }
    }
    yield figuresMessage('Stats', figures)
    yield plainMessage('End')
  } finally {
    engine.close()
  }
}

/** Asks the engine about batches, and puts results together. */
class Evaluation {
  readonly #query: CompiledQuery
  readonly #format: RecordFormat
  readonly #engine: Engine
  #columns: readonly ((record: SourceRecord) => string | undefined)[] | undefined
  #items: readonly ((record: SourceRecord, row: readonly EngineValue[]) => ResultMember)[] | undefined

  constructor(query: CompiledQuery, format: RecordFormat, engine: Engine) {
    this.#query = query
    this.#format = format
    this.#engine = engine
  }

  async resultsOf(batch: readonly SourceRecord[]): Promise<readonly Iterable<ResultMember>[]> {
    await this.#load(batch)
    const rows = await this.#engine.ask(this.#query.perBatch)
    const items = (this.#items ??= this.#query.items?.map((item) => this.#itemOf(item)))
    return rows.map((row) => {
      const record = batch[row[0] as number]!
      return items ? items.map((item) => item(record, row)) : this.#format.members(record)
    })
  }

  /** Keeps the partial result of a batch. */
  async keep(batch: readonly SourceRecord[], isFirst: boolean): Promise<readonly []> {
    await this.#load(batch)
    await this.#engine.keep(this.#query.perBatch, { isFirst })
    return []
  }

  async atEnd(): Promise<readonly Iterable<ResultMember>[]> {
    const items = this.#query.items!.map((item) => this.#itemOf(item))
    const rows = await this.#engine.ask(this.#query.atEnd!)
    return rows.map((row) => items.map((item) => item([], row)))
  }

  async #load(batch: readonly SourceRecord[]): Promise<void> {
    if (batch.length > 0) this.#columns ??= this.#query.columns.map((steps) => this.#columnOf(this.#format.lookup(steps)))
    const columns = this.#columns ?? []
    await this.#engine.load(batch.map((record) => columns.map((column) => column(record))))
  }

  #columnOf(look: (record: SourceRecord) => RecordValue): (record: SourceRecord) => string | undefined {
    if (this.#format.columnType === 'text') return (record) => look(record) as string | undefined
    return (record) => {
      const value = look(record)
      return value === undefined || value === null ? undefined : writeJson(value)
    }
  }

  #itemOf({ name, source }: CompiledItem): (record: SourceRecord, row: readonly EngineValue[]) => ResultMember {
    if ('path' in source) {
      const look = this.#format.lookup(source.path)
      return (record) => [name, look(record)]
    }
    const { column, type } = source
    return (_, row) => [name, resultOf(row[column], type)]
  }
}

function resultOf(value: EngineValue, type: ValueType): ResultMember[1] {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value
  if (type === 'json') return readJson(String(value))
  if (type === 'number') return typeof value === 'number' ? (Number.isFinite(value) ? value : null) : new RawNumber(String(value))
  return type === 'timestamp' ? isoText(String(value)) : String(value)
}

/** The engine writes `2026-01-02 03:04:05`; COS's SQL knows ISO 8601 alone. */
function isoText(text: string): string {
  return `${text.replace(' ', 'T')}Z`
}

async function* counted(bytes: AsyncIterable<Uint8Array>, count: (sizeBytes: number) => void): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of bytes) {
    count(piece.byteLength)
    yield piece
  }
}

function* framesOf(results: readonly Iterable<ResultMember>[], write: WriteRecord): Generator<Uint8Array, void, undefined> {
  let text = ''
  for (const result of results) {
    text += write(result)
    if (text.length < frameCharacters) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}
