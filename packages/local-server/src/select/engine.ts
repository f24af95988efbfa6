import type { DuckDBAppender, DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { Fault } from '../fault.js'
import type { Statement } from './compile-query.js'
import { loadDuckDb } from './load-duckdb.js'

/** A value of the engine's answer; numbers that JavaScript would round come as text. */
export type EngineValue = unknown

const settings = {
  threads: '1',
  memory_limit: '256MB',
  // A query is data: it reads no files, and loads no code.
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
}

/** The engine that evaluates queries. It holds one batch of records, in tables of its own. */
export class Engine {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  readonly #columnCount: number

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, columnCount: number) {
    this.#instance = instance
    this.#connection = connection
    this.#columnCount = columnCount
  }

  /** Starts an engine for records of so many columns. */
  static async start(columnCount: number): Promise<Engine> {
    const { DuckDBInstance: Instance } = await loadDuckDb()
    const instance = await Instance.create(':memory:', settings)
    const connection = await instance.connect()
    const columns = Array.from({ length: columnCount }, (_, index) => `, c${index} VARCHAR`)
    await connection.run(`CREATE TABLE batch (n INTEGER${columns.join('')})`)
    await connection.run('SET lock_configuration = true')
    return new Engine(instance, connection, columnCount)
  }

  /** Replaces the batch. A row has a text, or nothing, for each column. */
  async load(rows: readonly (readonly (string | undefined)[])[]): Promise<void> {
    await this.#connection.run('TRUNCATE batch')
    const appender = await this.#connection.createAppender('batch')
    for (const [number, row] of rows.entries()) {
      appender.appendInteger(number)
      for (let at = 0; at < this.#columnCount; at++) appendText(appender, row[at])
      appender.endRow()
    }
    appender.closeSync()
  }

  /** Asks for rows. */
  async ask({ sql, texts }: Statement): Promise<readonly (readonly EngineValue[])[]> {
    try {
      return (await this.#connection.runAndReadAll(sql, [...texts])).getRows()
    } catch (error) {
      throw engineFault(error)
    }
  }

  /** Keeps the answer in table `partials`, as one more row. */
  async keep({ sql, texts }: Statement, { isFirst }: { readonly isFirst: boolean }): Promise<void> {
    const into = isFirst ? 'CREATE TABLE partials AS' : 'INSERT INTO partials'
    await this.ask({ sql: `${into} ${sql}`, texts })
  }

  /** Lets go of everything. */
  close(): void {
    this.#connection.closeSync()
    this.#instance.closeSync()
  }
}

function appendText(appender: DuckDBAppender, text: string | undefined): void {
  if (text === undefined) appender.appendNull()
  else appender.appendVarchar(text)
}

function engineFault(error: unknown): unknown {
  const message = error instanceof Error ? error.message : ''
  const [, text = ''] = /^[A-Za-z ]+ Error: ([^\n]*)/.exec(message) ?? []
  if (text === 'ComparisonFailed') return new Fault('ComparisonFailed')
  if (/^(Conversion|Out of Range) Error/.test(message))
    return new Fault('CastFailed', { message: text.replace(/ when casting from source column c\d+/, '') })
  if (/^Out of Memory Error/.test(message))
    return new Fault('Overload', { message: 'The query needs more memory than this server gives it.' })
  if (/^(Binder|Invalid Input|Parser) Error/.test(message))
    return new Fault('SQLParsingError', { message: 'The query combines values that do not go together.' })
  return error
}
