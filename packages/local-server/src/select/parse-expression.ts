import { Fault } from '../fault.js'
import { parseCall } from './parse-call.js'
import { parsePath } from './parse-path.js'
import type { BinaryOperator, Expression } from './syntax.js'
import type { TokenReader } from './token-reader.js'

/** Words that cannot be names unless they are quoted. */
const keywords = new Set(
  'SELECT FROM WHERE LIMIT AND OR NOT IN BETWEEN LIKE ESCAPE IS NULL MISSING CASE WHEN THEN ELSE END AS CAST TRUE FALSE DISTINCT GROUP ORDER BY HAVING UNION JOIN'.split(
    ' ',
  ),
)
// The engine's own limit is 1000; ours keeps the stack of every step short.
const greatestDepth = 100
/** How deep parentheses stand. A reader is its query. */
const nesting = new WeakMap<TokenReader, number>()

/** From the operators that bind least. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['+', '-', '||'],
  ['*', '/', '%'],
]
const comparisons: readonly BinaryOperator[] = ['=', '<>', '<', '<=', '>', '>=']

/** Parses an expression. One that is nested too deeply is refused. */
export function parseExpression(reader: TokenReader): Expression {
  const depth = (nesting.get(reader) ?? 0) + 1
  if (depth > greatestDepth) throw tooDeep()
  nesting.set(reader, depth)
  const expression = balanced(
    'OR',
    listOf(reader, 'OR', () =>
      balanced(
        'AND',
        listOf(reader, 'AND', () => negation(reader)),
      ),
    ),
  )
  nesting.set(reader, depth - 1)
  return expression
}

/** Gives an expression its depth. */
export function node<const E extends object>(expression: E, ...inner: readonly (Expression | undefined)[]): E & { readonly depth: number } {
  let depth = 1
  for (const each of inner) if (each && each.depth >= depth) depth = each.depth + 1
  if (depth > greatestDepth) throw tooDeep()
  return { ...expression, depth }
}

function tooDeep(): Fault {
  return new Fault('SQLParsingError', { message: `The query is nested deeper than ${greatestDepth} levels.` })
}

function listOf(reader: TokenReader, operator: 'AND' | 'OR', parse: () => Expression): Expression[] {
  const list = [parse()]
  while (reader.takes(operator)) list.push(parse())
  return list
}

/** A long chain becomes a flat tree, so that its length is no depth. */
function balanced(operator: 'AND' | 'OR', list: readonly Expression[]): Expression {
  if (list.length === 1) return list[0]!
  const middle = list.length >> 1
  return binary(operator, balanced(operator, list.slice(0, middle)), balanced(operator, list.slice(middle)))
}

function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return node({ kind: 'binary', operator, left, right }, left, right)
}

function not(operand: Expression): Expression {
  return node({ kind: 'not', operand }, operand)
}

function negation(reader: TokenReader): Expression {
  let isNegated = false
  while (reader.takes('NOT')) isNegated = !isNegated
  const expression = predicate(reader)
  return isNegated ? not(expression) : expression
}

function predicate(reader: TokenReader): Expression {
  const left = arithmetic(reader, 0)
  const operator = comparisons.find((sign) => reader.takes(sign))
  if (operator) return binary(operator, left, arithmetic(reader, 0))
  if (reader.takes('IS')) {
    const isNegated = reader.takes('NOT')
    if (!reader.takes('MISSING')) reader.expect('NULL')
    const test = node({ kind: 'is-null', operand: left }, left)
    return isNegated ? not(test) : test
  }
  const isNegated = reader.takes('NOT')
  const test = inList(reader, left) ?? between(reader, left) ?? like(reader, left)
  if (!test && isNegated) throw reader.fault()
  if (!test) return left
  return isNegated ? not(test) : test
}

function inList(reader: TokenReader, operand: Expression): Expression | undefined {
  if (!reader.takes('IN')) return undefined
  reader.expect('(')
  const list = [parseExpression(reader)]
  while (reader.takes(',')) list.push(parseExpression(reader))
  reader.expect(')')
  return node({ kind: 'in', operand, list }, operand, ...list)
}

function between(reader: TokenReader, operand: Expression): Expression | undefined {
  if (!reader.takes('BETWEEN')) return undefined
  const least = arithmetic(reader, 0)
  reader.expect('AND')
  return binary('AND', binary('>=', operand, least), binary('<=', operand, arithmetic(reader, 0)))
}

function like(reader: TokenReader, operand: Expression): Expression | undefined {
  if (!reader.takes('LIKE')) return undefined
  const pattern = arithmetic(reader, 0)
  const escapeCharacter = reader.takes('ESCAPE') ? arithmetic(reader, 0) : undefined
  return node({ kind: 'like', operand, pattern, escapeCharacter }, operand, pattern, escapeCharacter)
}

function arithmetic(reader: TokenReader, level: number): Expression {
  const operators = levels[level]
  if (!operators) return signed(reader)
  let left = arithmetic(reader, level + 1)
  for (;;) {
    const operator = operators.find((sign) => reader.takes(sign))
    if (!operator) return left
    left = binary(operator, left, arithmetic(reader, level + 1))
  }
}

function signed(reader: TokenReader): Expression {
  let isNegative = false
  for (;;) {
    if (reader.takes('-')) isNegative = !isNegative
    else if (!reader.takes('+')) break
  }
  const operand = primary(reader)
  return isNegative ? node({ kind: 'negative', operand }, operand) : operand
}

function primary(reader: TokenReader): Expression {
  if (reader.takes('(')) {
    const inner = parseExpression(reader)
    reader.expect(')')
    return inner
  }
  const text = reader.take('text')
  if (text) return node({ kind: 'text', value: text.text })
  const number = reader.take('number')
  if (number) return node({ kind: 'number', value: number.text })
  if (reader.takes('NULL') || reader.takes('MISSING')) return node({ kind: 'null' })
  if (reader.takes('TRUE')) return node({ kind: 'boolean', value: true })
  if (reader.takes('FALSE')) return node({ kind: 'boolean', value: false })
  if (reader.takes('CASE')) return cases(reader)
  const call = parseCall(reader)
  if (call) return call
  const { token } = reader
  if (token.kind === 'name' && keywords.has(token.text.toUpperCase())) throw reader.fault()
  const steps = parsePath(reader)
  if (steps.some(({ kind }) => kind === 'all')) throw new Fault('SQLParsingError', { message: 'Only the path behind FROM may have [*].' })
  return node({ kind: 'path', steps })
}

function cases(reader: TokenReader): Expression {
  const subject = reader.isAt('WHEN') ? undefined : parseExpression(reader)
  const branches: { when: Expression; result: Expression }[] = []
  while (reader.takes('WHEN')) {
    const asked = parseExpression(reader)
    reader.expect('THEN')
    branches.push({ when: subject ? binary('=', subject, asked) : asked, result: parseExpression(reader) })
  }
  const otherwise = reader.takes('ELSE') ? parseExpression(reader) : undefined
  reader.expect('END')
  if (branches.length === 0) throw reader.fault()
  return node({ kind: 'case', branches, otherwise }, otherwise, ...branches.flatMap(({ when, result }) => [when, result]))
}
