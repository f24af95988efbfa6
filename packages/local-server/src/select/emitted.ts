/** What the value of an expression is. `text` of a CSV object may be meant as anything; `json` is the text of a JSON value. */
export type ValueType = 'text' | 'number' | 'boolean' | 'timestamp' | 'json' | 'null'

/** SQL for the engine. It holds no text of the query: names are our own, and values are bound. */
export interface Emitted {
  readonly sql: string
  readonly type: ValueType
  /** Whether it is a number of the query that is whole, which doubles may not hold. */
  readonly isInteger?: boolean | undefined
}

/** Gives a value as one of a type, where the query does not say `CAST`. What cannot be compared fails. */
export function as(type: 'text' | 'number' | 'boolean' | 'timestamp', { sql, type: from }: Emitted): string {
  if (from === type) return sql
  const name = { text: 'VARCHAR', number: 'DOUBLE', boolean: 'BOOLEAN', timestamp: 'TIMESTAMP' }[type]
  if (from === 'null') return `CAST(NULL AS ${name})`
  if (from === 'json') return type === 'text' ? `(${sql} ->> '$')` : `TRY_CAST(${sql} ->> '$' AS ${name})`
  if (type === 'text') return `CAST(${sql} AS VARCHAR)`
  if (from !== 'text') return `CAST(error('ComparisonFailed') AS ${name})`
  // An empty field is no value [?].
  const tried = `TRY_CAST(${sql} AS ${name})`
  return `CASE WHEN ${tried} IS NULL AND ${sql} <> '' THEN CAST(error('ComparisonFailed') AS ${name}) ELSE ${tried} END`
}

/** A test for a JSON value that is a whole number the engine counts with exactly. */
export function isIntegerJson({ sql }: Emitted): string {
  return `coalesce(regexp_full_match(${sql} ->> '$', '-?[0-9]{1,38}'), false)`
}

/** A JSON value that passes the test, exactly. */
export function integerOf({ sql, type }: Emitted): string {
  return type === 'json' ? `TRY_CAST(${sql} ->> '$' AS HUGEINT)` : sql
}

/** The type two values are compared in; undefined for two JSON values, which decide by themselves. */
export function commonType(first: ValueType, second: ValueType): 'text' | 'number' | 'boolean' | 'timestamp' | undefined {
  for (const type of ['number', 'timestamp', 'boolean'] as const) if (first === type || second === type) return type
  return first === 'json' && second === 'json' ? undefined : 'text'
}
