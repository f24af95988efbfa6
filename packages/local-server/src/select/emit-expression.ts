import { Fault } from '../fault.js'
import { as, commonType, type Emitted, integerOf, isIntegerJson } from './emitted.js'
import { emitCall, unified } from './functions.js'
import type { BinaryOperator, Expression } from './syntax.js'

/** What an expression stands in. */
export interface EmitContext {
  /** Gives the column of a path. */
  readonly column: (path: Expression & { readonly kind: 'path' }) => Emitted
  /** Gives what stands for an aggregate; absent where there must be none. */
  readonly aggregate?: ((aggregate: Expression & { readonly kind: 'aggregate' }) => Emitted) | undefined
  /** Binds a text, and gives its place. */
  readonly bind: (text: string) => string
  readonly nowMs: number
}

const numeric = `('UBIGINT', 'BIGINT', 'DOUBLE', 'HUGEINT')`
const [greatestInteger, greatestHugeInteger] = [2n ** 63n, 2n ** 127n]

/** Writes an expression for the engine. */
export function emit(expression: Expression, context: EmitContext): Emitted {
  const inner = (each: Expression) => emit(each, context)
  switch (expression.kind) {
    case 'text':
      return { sql: `CAST(${context.bind(expression.value)} AS VARCHAR)`, type: 'text' }
    case 'number':
      return numberOf(expression.value, context)
    case 'boolean':
      return { sql: String(expression.value), type: 'boolean' }
    case 'null':
      return { sql: 'NULL', type: 'null' }
    case 'path':
      return context.column(expression)
    case 'not':
      return { sql: `(NOT ${as('boolean', inner(expression.operand))})`, type: 'boolean' }
    case 'negative': {
      const operand = inner(expression.operand)
      return { sql: `(- ${as('number', operand)})`, type: 'number', isInteger: operand.isInteger }
    }
    case 'is-null':
      return { sql: `(${inner(expression.operand).sql} IS NULL)`, type: 'boolean' }
    case 'binary':
      return binary(expression.operator, inner(expression.left), inner(expression.right))
    case 'like': {
      const escapeClause = expression.escapeCharacter ? ` ESCAPE ${as('text', inner(expression.escapeCharacter))}` : ''
      return {
        sql: `(${as('text', inner(expression.operand))} LIKE ${as('text', inner(expression.pattern))}${escapeClause})`,
        type: 'boolean',
      }
    }
    case 'in':
      return inList(inner(expression.operand), expression.list.map(inner))
    case 'cast':
      return cast(inner(expression.operand), expression.type)
    case 'case':
      return cases(expression, context)
    case 'call': {
      const { name, operands, word } = expression
      return emitCall(name, { ...context, operands: operands.map(inner), word })
    }
    case 'aggregate':
      if (!context.aggregate)
        throw new Fault('SQLParsingError', { message: `${expression.name} has no place inside WHERE or another aggregate.` })
      return context.aggregate(expression)
  }
}

/** Writes a condition. */
export function emitCondition(expression: Expression, context: EmitContext): string {
  return as('boolean', emit(expression, context))
}

function numberOf(text: string, { bind }: EmitContext): Emitted {
  const integer = /^\d+$/.test(text) ? BigInt(text) : undefined
  const isInteger = integer !== undefined && integer < greatestHugeInteger
  const name = isInteger ? (integer < greatestInteger ? 'BIGINT' : 'HUGEINT') : 'DOUBLE'
  return { sql: `CAST(CAST(${bind(text)} AS VARCHAR) AS ${name})`, type: 'number', isInteger }
}

function binary(operator: BinaryOperator, left: Emitted, right: Emitted): Emitted {
  const join = (type: 'text' | 'number' | 'boolean' | 'timestamp') => `(${as(type, left)} ${operator} ${as(type, right)})`
  switch (operator) {
    case 'AND':
    case 'OR':
      return { sql: join('boolean'), type: 'boolean' }
    case '||':
      return { sql: join('text'), type: 'text' }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return { sql: join('number'), type: 'number' }
    default:
      return { sql: compared(operator, left, right), type: 'boolean' }
  }
}

function compared(operator: string, left: Emitted, right: Emitted): string {
  const type = commonType(left.type, right.type)
  const exactly = exactTest([left, right])
  const asIntegers = exactly && `WHEN ${exactly} THEN ${integerOf(left)} ${operator} ${integerOf(right)} `
  if (type) {
    const plainly = `${as(type, left)} ${operator} ${as(type, right)}`
    return asIntegers ? `(CASE ${asIntegers}ELSE ${plainly} END)` : `(${plainly})`
  }
  const bothNumbers = `json_type(${left.sql}) IN ${numeric} AND json_type(${right.sql}) IN ${numeric}`
  const asNumbers = `${as('number', left)} ${operator} ${as('number', right)}`
  return `(CASE ${asIntegers ?? ''}WHEN ${bothNumbers} THEN ${asNumbers} ELSE ${as('text', left)} ${operator} ${as('text', right)} END)`
}

/** A test for JSON values that are whole numbers, where all other values are: doubles would take neighbours for each other. */
function exactTest(values: readonly Emitted[]): string | undefined {
  const json = values.filter(({ type }) => type === 'json')
  if (json.length === 0 || !values.every(({ type, isInteger }) => type === 'json' || isInteger)) return undefined
  return json.map(isIntegerJson).join(' AND ')
}

/** A list of one kind is one test; a list that mixes them is compared item by item. */
function inList(operand: Emitted, list: readonly Emitted[]): Emitted {
  const types = new Set(list.map(({ type }) => commonType(operand.type, type)))
  const [type] = types
  if (types.size === 1 && type) {
    const plainly = `${as(type, operand)} IN (${list.map((item) => as(type, item)).join(', ')})`
    const exactly = operand.type === 'json' && list.every(({ isInteger }) => isInteger) ? exactTest([operand, ...list]) : undefined
    if (exactly === undefined) return { sql: `(${plainly})`, type: 'boolean' }
    const asIntegers = `${integerOf(operand)} IN (${list.map(integerOf).join(', ')})`
    return { sql: `(CASE WHEN ${exactly} THEN ${asIntegers} ELSE ${plainly} END)`, type: 'boolean' }
  }
  if (list.length > 500) throw new Fault('SQLParsingError', { message: 'A list of values of several types may have 500 of them.' })
  return { sql: `(${list.map((item) => compared('=', operand, item)).join(' OR ')})`, type: 'boolean' }
}

function cast(operand: Emitted, type: string): Emitted {
  const { sql } = operand.type === 'json' ? { sql: as('text', operand) } : operand
  const result = type === 'VARCHAR' ? 'text' : type === 'BOOLEAN' ? 'boolean' : type === 'TIMESTAMP' ? 'timestamp' : 'number'
  return { sql: `CAST(${sql} AS ${type})`, type: result }
}

function cases({ branches, otherwise }: Expression & { readonly kind: 'case' }, context: EmitContext): Emitted {
  const results = [
    ...branches.map(({ result }) => emit(result, context)),
    otherwise ? emit(otherwise, context) : { sql: 'NULL', type: 'null' as const },
  ]
  const { values, type } = unified(results)
  const written = branches.map(({ when }, index) => `WHEN ${emitCondition(when, context)} THEN ${values[index]}`)
  return { sql: `(CASE ${written.join(' ')} ELSE ${values.at(-1)} END)`, type }
}
