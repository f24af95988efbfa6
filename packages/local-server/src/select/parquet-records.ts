import { mkdtemp, open, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { Fault } from '../fault.js'
import { JsonRecords } from './json-records.js'
import { loadDuckDb } from './load-duckdb.js'
import type { RecordFormat, SourceRecord } from './record-format.js'
import { readJson } from './record-value.js'
import type { Step } from './syntax.js'

/** A column as the engine describes it. */
interface Column {
  readonly name: string
  readonly type: string
}

/**
 * The records of a Parquet object. Its index is at the end, so it is no stream: its bytes go to a temporary file, which the engine reads
 * row group by row group, and which goes away with the query.
 */
export class ParquetRecords implements RecordFormat {
  readonly columnType = 'json'
  /** A row is an object like those of JSON. */
  readonly #rows = new JsonRecords('LINES', [])

  async *batches(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly SourceRecord[], void, undefined> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'cos-select-'))
    try {
      const file = path.join(folder, 'object.parquet')
      await writeAll(file, bytes)
      yield* rowsOf(file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  lookup(steps: readonly Step[]): ReturnType<JsonRecords['lookup']> {
    return this.#rows.lookup(steps)
  }

  members(record: SourceRecord): ReturnType<JsonRecords['members']> {
    return this.#rows.members(record)
  }
}

async function writeAll(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    for await (const piece of bytes) await handle.writeFile(piece)
  } finally {
    await handle.close()
  }
}

async function* rowsOf(file: string): AsyncGenerator<readonly SourceRecord[], void, undefined> {
  const { DuckDBInstance: Instance } = await loadDuckDb()
  const settings = { threads: '1', memory_limit: '256MB', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }
  const instance = await Instance.create(':memory:', settings)
  const connection = await instance.connect()
  try {
    // The one file, and then no other.
    await connection.run(`SET allowed_paths = [${quoted(file)}]`)
    for (const last of ['enable_external_access = false', 'lock_configuration = true']) await connection.run(`SET ${last}`)
    yield* rowsThrough(connection, `read_parquet(${quoted(file)}, binary_as_string = true)`)
  } catch (error) {
    throw parquetFault(error)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function* rowsThrough(connection: DuckDBConnection, table: string): AsyncGenerator<readonly SourceRecord[], void, undefined> {
  const described = await connection.runAndReadAll(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${table})`)
  const columns = described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }))
  const members = columns.map((column) => `${named(column.name)} := ${plainValue(column)}`)
  const rows = await connection.stream(`SELECT CAST(to_json(struct_pack(${members.join(', ')})) AS VARCHAR) FROM ${table}`)
  for (;;) {
    const chunk = await rows.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    yield chunk.getColumnValues(0).map((text) => ({ value: readJson(finite(String(text))) }))
  }
}

/** Times as ISO 8601, which is all that COS's SQL knows. */
function plainValue({ name, type }: Column): string {
  const column = named(name)
  if (type === 'TIMESTAMP WITH TIME ZONE') return isoTime(`(${column} AT TIME ZONE 'UTC')`)
  return type.startsWith('TIMESTAMP') ? isoTime(column) : column
}

function isoTime(sql: string): string {
  return `replace(CAST(${sql} AS VARCHAR), ' ', 'T') || 'Z'`
}

/** JSON has no words for these numbers, which the engine writes nevertheless. */
function finite(text: string): string {
  if (!/NaN|Infinity/.test(text)) return text
  return text.replace(/"(?:[^"\\]|\\.)*"|NaN|-?Infinity/g, (token) => (token.startsWith('"') ? token : 'null'))
}

function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function parquetFault(error: unknown): unknown {
  if (error instanceof Fault) return error
  if (/^Out of Memory Error/.test((error as Error).message))
    return new Fault('Overload', { message: 'A row group of the object needs more memory than this server gives it.' })
  // No source names the code of a Parquet object that cannot be read [?].
  return new Fault('ParquetParsingError', { message: 'The object is no Parquet file, or a broken one.' })
}
