import Libsql from 'libsql'

/** A value of a column. */
export type Column = string | number | Uint8Array | null

/** A prepared statement. Rows are arrays in the order of the columns. */
export interface Statement {
  run(...values: Column[]): void
  row(...values: Column[]): Column[] | undefined
  rows(...values: Column[]): Column[][]
}

/** The little of a database that the ledger uses. */
export interface Database {
  prepare(sql: string): Statement
  exec(sql: string): void
  /** Gives up the lock and closes the file. */
  close(): void
  /** Closes the file without having had the lock. */
  abandon(): void
}

/** Opens a database file, making it if need be. */
export function openDatabase(path: string): Database {
  const database = new Libsql(path)
  return {
    prepare(sql) {
      const statement = database.prepare(sql)
      const reads = statement.reader ? statement.raw() : statement
      // Always one array: a lone Uint8Array would be taken for named parameters.
      return {
        run: (...values) => void statement.run(values),
        row: (...values) => reads.get(values) as Column[] | undefined,
        rows: (...values) => reads.all(values) as Column[][],
      }
    },
    exec: (sql) => void database.exec(sql),
    close() {
      // The library keeps the file open until its statements are garbage-collected, so the lock is given up by hand. A log
      // opened under an exclusive lock binds the lock to it: it has to be folded back first.
      for (const sql of ['PRAGMA journal_mode = DELETE', 'PRAGMA locking_mode = NORMAL', 'SELECT 1 FROM sqlite_master LIMIT 1']) {
        database.prepare(sql).get([])
      }
      database.close()
    },
    abandon: () => void database.close(),
  }
}
