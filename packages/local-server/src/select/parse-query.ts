import type { Fault } from '../fault.js'
import { parseExpression } from './parse-expression.js'
import { parseSteps } from './parse-path.js'
import type { Expression, Query, SelectItem } from './syntax.js'
import { TokenReader } from './token-reader.js'

const reserved = new Set(['FROM', 'WHERE', 'LIMIT', 'AS'])

/** Parses a query of COS's SQL. Whatever it does not know is refused. */
export function parseQuery(text: string): Query {
  const reader = new TokenReader(text)
  reader.expect('SELECT')
  // The names of the table stand behind what is selected.
  const items = selectList(reader)
  reader.expect('FROM')
  if (!reader.takes('COSOBJECT')) throw reader.fault()
  const from = parseSteps(reader)
  const alias = aliasOf(reader)
  const where = reader.takes('WHERE') ? parseExpression(reader) : undefined
  const limit = reader.takes('LIMIT') ? limitOf(reader) : undefined
  if (reader.token.kind !== 'end') throw reader.fault()
  const own = (expression: Expression) => withoutTable(expression, alias)
  return {
    items: items === '*' ? undefined : items.map((item) => ({ ...item, expression: own(item.expression) })),
    from,
    where: where && own(where),
    limit,
  }

  function selectList(tokens: TokenReader): readonly SelectItem[] | '*' {
    if (takesStar(tokens)) return '*'
    const list = [selectItem(tokens)]
    while (tokens.takes(',')) list.push(selectItem(tokens))
    return list
  }
}

/** `*`, or `s.*`. */
function takesStar(reader: TokenReader): boolean {
  if (reader.takes('*')) return true
  const { token } = reader
  return /name/.test(token.kind) && reader.takes(token.text.toUpperCase(), '.', '*')
}

function selectItem(reader: TokenReader): SelectItem {
  const expression = parseExpression(reader)
  return { expression, alias: aliasOf(reader) }
}

function aliasOf(reader: TokenReader): string | undefined {
  if (reader.takes('AS')) return (reader.take('quoted-name') ?? reader.need('name')).text
  const { token } = reader
  if (token.kind === 'quoted-name' || (token.kind === 'name' && !reserved.has(token.text.toUpperCase()))) {
    return (reader.take('quoted-name') ?? reader.need('name')).text
  }
  return undefined
}

function limitOf(reader: TokenReader): number {
  const { text } = reader.token
  if (!/^\d{1,15}$/.test(text)) throw reader.fault() as Fault
  reader.need('number')
  return Number(text)
}

/** Paths may begin with the name of the table, or with what it is called here. */
function withoutTable(expression: Expression, alias: string | undefined): Expression {
  return mapPaths(expression, (path) => {
    const [first, ...rest] = path.steps
    if (first?.kind !== 'member') return path
    const name = first.name.toUpperCase()
    return name === alias?.toUpperCase() || name === 'COSOBJECT' ? { ...path, steps: rest } : path
  })
}

function mapPaths(expression: Expression, change: (path: Expression & { readonly kind: 'path' }) => Expression): Expression {
  const map = (inner: Expression) => mapPaths(inner, change)
  switch (expression.kind) {
    case 'path':
      return change(expression)
    case 'not':
    case 'negative':
    case 'is-null':
    case 'cast':
      return { ...expression, operand: map(expression.operand) }
    case 'aggregate':
      return { ...expression, operand: expression.operand && map(expression.operand) }
    case 'binary':
      return { ...expression, left: map(expression.left), right: map(expression.right) }
    case 'like': {
      const { operand, pattern, escapeCharacter } = expression
      return { ...expression, operand: map(operand), pattern: map(pattern), escapeCharacter: escapeCharacter && map(escapeCharacter) }
    }
    case 'in':
      return { ...expression, operand: map(expression.operand), list: expression.list.map(map) }
    case 'case': {
      const branches = expression.branches.map(({ when, result }) => ({ when: map(when), result: map(result) }))
      return { ...expression, branches, otherwise: expression.otherwise && map(expression.otherwise) }
    }
    case 'call':
      return { ...expression, operands: expression.operands.map(map) }
    default:
      return expression
  }
}
