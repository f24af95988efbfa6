import { Fault } from '../fault.js'
import { datePattern } from './date-pattern.js'
import { as, type Emitted } from './emitted.js'

/** What a function is given. */
interface Given {
  readonly operands: readonly Emitted[]
  readonly word: string | undefined
  /** Binds a text, and gives its place. */
  readonly bind: (text: string) => string
  readonly nowMs: number
}

interface KnownFunction {
  readonly least: number
  readonly most: number
  readonly emit: (given: Given) => Emitted
}

const text = (sql: string): Emitted => ({ sql, type: 'text' })
const number = (sql: string): Emitted => ({ sql, type: 'number' })
const timestamp = (sql: string): Emitted => ({ sql, type: 'timestamp' })
const integer = (operand: Emitted) => `CAST(${as('number', operand)} AS BIGINT)`
const parts = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'])
const zones: Readonly<Record<string, string>> = { TIMEZONE_HOUR: '0', TIMEZONE_MINUTE: '0' }

/** Every function but the aggregates and CAST. What is not in here never reaches the engine. */
const known: Readonly<Record<string, KnownFunction>> = {
  CHAR_LENGTH: { least: 1, most: 1, emit: ({ operands: [value] }) => number(`length(${as('text', value!)})`) },
  CHARACTER_LENGTH: { least: 1, most: 1, emit: ({ operands: [value] }) => number(`length(${as('text', value!)})`) },
  LOWER: { least: 1, most: 1, emit: ({ operands: [value] }) => text(`lower(${as('text', value!)})`) },
  UPPER: { least: 1, most: 1, emit: ({ operands: [value] }) => text(`upper(${as('text', value!)})`) },
  TRIM: { least: 1, most: 2, emit: trim },
  SUBSTRING: { least: 2, most: 3, emit: substring },
  COALESCE: { least: 1, most: 100, emit: ({ operands }) => alike('coalesce', operands) },
  NULLIF: { least: 2, most: 2, emit: ({ operands }) => alike('nullif', operands) },
  UTCNOW: { least: 0, most: 0, emit: ({ bind, nowMs }) => timestamp(`CAST(${bind(new Date(nowMs).toISOString())} AS TIMESTAMP)`) },
  TO_TIMESTAMP: { least: 1, most: 1, emit: ({ operands: [value] }) => timestamp(`CAST(${as('text', value!)} AS TIMESTAMP)`) },
  TO_STRING: { least: 1, most: 1, emit: toText },
  EXTRACT: { least: 1, most: 1, emit: extract },
  DATE_ADD: { least: 2, most: 2, emit: dateAdd },
  DATE_DIFF: { least: 2, most: 2, emit: dateDiff },
}

/** Whether there is a function of this name. */
export function isFunction(name: string): boolean {
  return Object.hasOwn(known, name)
}

/** Writes a call of a function. */
export function emitCall(name: string, given: Given): Emitted {
  const { least, most, emit } = known[name]!
  const { length } = given.operands
  if (length < least || length > most) throw new Fault('SQLParsingError', { message: `${name} does not take ${length} values.` })
  return emit(given)
}

/** Brings values to one type. */
export function alike(name: 'coalesce' | 'nullif', operands: readonly Emitted[]): Emitted {
  const { values, type } = unified(operands)
  return { sql: `${name}(${values.join(', ')})`, type }
}

/** Gives the SQL of values in the one type that suits all. */
export function unified(operands: readonly Emitted[]): { readonly values: readonly string[]; readonly type: Emitted['type'] } {
  const types = new Set(operands.map(({ type }) => type).filter((type) => type !== 'null'))
  if (types.has('json')) return { type: 'json', values: operands.map(asJson) }
  const [only = 'text'] = types
  const type = types.size === 1 ? (only as 'text') : 'text'
  return { type, values: operands.map((operand) => as(type, operand)) }
}

function asJson({ sql, type }: Emitted): string {
  if (type === 'json') return sql
  if (type === 'null') return 'CAST(NULL AS VARCHAR)'
  return `CAST(to_json(${sql}) AS VARCHAR)`
}

function trim({ operands: [value, characters], word }: Given): Emitted {
  const name = word === 'LEADING' ? 'ltrim' : word === 'TRAILING' ? 'rtrim' : 'trim'
  return text(`${name}(${as('text', value!)}${characters ? `, ${as('text', characters)}` : ''})`)
}

/** A start before 1 takes away from the length, as in standard SQL. */
function substring({ operands: [value, start, length] }: Given): Emitted {
  const from = integer(start!)
  const whole = as('text', value!)
  if (!length) return text(`substring(${whole}, greatest(${from}, 1))`)
  return text(`substring(${whole}, greatest(${from}, 1), greatest(least(${integer(length)}, ${integer(length)} + ${from} - 1), 0))`)
}

function toText({ operands: [value], word = '', bind }: Given): Emitted {
  return text(`strftime(${as('timestamp', value!)}, ${bind(datePattern(word))})`)
}

function extract({ operands: [value], word = '' }: Given): Emitted {
  const zone = Object.hasOwn(zones, word) ? zones[word] : undefined
  return number(zone ?? `date_part(${partOf(word)}, ${as('timestamp', value!)})`)
}

function dateAdd({ operands: [quantity, value], word = '' }: Given): Emitted {
  const amount = integer(quantity!)
  const at = as('timestamp', value!)
  partOf(word)
  const unit = { YEAR: 'years', MONTH: 'months', DAY: 'days', HOUR: 'hours', MINUTE: 'minutes', SECOND: 'seconds' }[word as 'YEAR']
  return timestamp(
    `(${at} + to_${unit}(${unit === 'years' || unit === 'months' || unit === 'days' ? `CAST(${amount} AS INTEGER)` : amount}))`,
  )
}

function dateDiff({ operands: [first, second], word = '' }: Given): Emitted {
  return number(`date_diff(${partOf(word)}, ${as('timestamp', first!)}, ${as('timestamp', second!)})`)
}

/** Only names of our own list come into the SQL. */
function partOf(word: string): string {
  if (!parts.has(word)) throw new Fault('SQLParsingError', { message: `Times have no part ${word.slice(0, 32)}.` })
  return `'${word.toLowerCase()}'`
}
