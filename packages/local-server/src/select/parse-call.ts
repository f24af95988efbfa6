import { Fault } from '../fault.js'
import { isFunction } from './functions.js'
import { node, parseExpression } from './parse-expression.js'
import type { AggregateName, CastType, Expression } from './syntax.js'
import type { TokenReader } from './token-reader.js'

const castTypes: Readonly<Record<string, CastType>> = {
  INT: 'BIGINT',
  INTEGER: 'BIGINT',
  BIGINT: 'BIGINT',
  FLOAT: 'DOUBLE',
  DOUBLE: 'DOUBLE',
  STRING: 'VARCHAR',
  CHAR: 'VARCHAR',
  VARCHAR: 'VARCHAR',
  BOOL: 'BOOLEAN',
  BOOLEAN: 'BOOLEAN',
  TIMESTAMP: 'TIMESTAMP',
}
const aggregates: readonly AggregateName[] = ['COUNT', 'SUM', 'AVG', 'MIN', 'MAX']

/** Parses a call of a function, if one comes next. */
export function parseCall(reader: TokenReader): Expression | undefined {
  const { token } = reader
  const name = token.text.toUpperCase()
  if (token.kind !== 'name' || !reader.takes(name, '(')) return undefined
  const call = special(reader, name) ?? plainCall(reader, name)
  reader.expect(')')
  return call
}

function special(reader: TokenReader, name: string): Expression | undefined {
  switch (name) {
    case 'CAST':
      return cast(reader)
    case 'EXTRACT':
      return extract(reader)
    case 'TRIM':
      return trim(reader)
    case 'SUBSTRING':
      return substring(reader)
    case 'TO_STRING':
      return toText(reader)
    case 'DATE_ADD':
    case 'DATE_DIFF':
      return dated(reader, name)
    default:
      return aggregates.includes(name as AggregateName) ? aggregate(reader, name as AggregateName) : undefined
  }
}

function plainCall(reader: TokenReader, name: string): Expression {
  if (!isFunction(name)) throw new Fault('SQLParsingError', { message: `There is no function ${name.slice(0, 32)}.` })
  const operands = reader.isAt(')') ? [] : operandsOf(reader)
  return called(name, operands)
}

function called(name: string, operands: readonly Expression[], word?: string): Expression {
  return node({ kind: 'call', name, operands, word }, ...operands)
}

function operandsOf(reader: TokenReader): Expression[] {
  const operands = [parseExpression(reader)]
  while (reader.takes(',')) operands.push(parseExpression(reader))
  return operands
}

function aggregate(reader: TokenReader, name: AggregateName): Expression {
  if (name === 'COUNT' && reader.takes('*')) return node({ kind: 'aggregate', name, operand: undefined })
  const operand = parseExpression(reader)
  return node({ kind: 'aggregate', name, operand }, operand)
}

function cast(reader: TokenReader): Expression {
  const operand = parseExpression(reader)
  reader.expect('AS')
  const name = reader.token.text.toUpperCase()
  const isDecimal = name === 'DECIMAL' || name === 'NUMERIC'
  const known = isDecimal ? 'DOUBLE' : Object.hasOwn(castTypes, name) ? castTypes[name] : undefined
  if (!known) throw reader.fault()
  reader.need('name')
  const type = isDecimal && reader.takes('(') ? decimal(reader) : known
  return node({ kind: 'cast', operand, type }, operand)
}

function decimal(reader: TokenReader): CastType {
  const width = Number(reader.need('number').text)
  const scale = reader.takes(',') ? Number(reader.need('number').text) : 0
  reader.expect(')')
  const isRight = Number.isInteger(width) && Number.isInteger(scale) && width >= 1 && width <= 38 && scale <= width
  if (!isRight) throw new Fault('SQLParsingError', { message: 'A DECIMAL has 1 to 38 digits, and no more of them behind the point.' })
  return `DECIMAL(${width}, ${scale})`
}

function extract(reader: TokenReader): Expression {
  const part = reader.need('name').text.toUpperCase()
  reader.expect('FROM')
  return called('EXTRACT', [parseExpression(reader)], part)
}

function dated(reader: TokenReader, name: string): Expression {
  const part = reader.need('name').text.toUpperCase()
  reader.expect(',')
  return called(name, operandsOf(reader), part)
}

/** `TRIM([LEADING | TRAILING | BOTH] [characters] FROM text)`, `TRIM(text)`. */
function trim(reader: TokenReader): Expression {
  const side = ['LEADING', 'TRAILING', 'BOTH'].find((word) => reader.takes(word))
  if (side !== undefined && reader.takes('FROM')) return called('TRIM', [parseExpression(reader)], side)
  const first = parseExpression(reader)
  if (reader.takes('FROM')) return called('TRIM', [parseExpression(reader), first], side ?? 'BOTH')
  if (side !== undefined) throw reader.fault()
  return called('TRIM', [first], 'BOTH')
}

/** `SUBSTRING(text FROM start [FOR length])`, `SUBSTRING(text, start[, length])`. */
function substring(reader: TokenReader): Expression {
  const text = parseExpression(reader)
  const isWorded = reader.takes('FROM')
  if (!isWorded) reader.expect(',')
  const start = parseExpression(reader)
  const hasLength = isWorded ? reader.takes('FOR') : reader.takes(',')
  return called('SUBSTRING', hasLength ? [text, start, parseExpression(reader)] : [text, start])
}

/** The pattern is a text of the query itself, because the engine must not see a pattern that is not ours. */
function toText(reader: TokenReader): Expression {
  const time = parseExpression(reader)
  reader.expect(',')
  return called('TO_STRING', [time], reader.need('text').text)
}
