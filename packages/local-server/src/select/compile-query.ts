import { Fault } from '../fault.js'
import { aggregate } from './aggregates.js'
import { type EmitContext, emit, emitCondition } from './emit-expression.js'
import type { ValueType } from './emitted.js'
import type { Expression, Query, Step } from './syntax.js'

/** Where the value of an item comes from: the record itself, or a column of the engine's answer. */
export interface CompiledItem {
  readonly name: string
  readonly source: { readonly path: readonly Step[] } | { readonly column: number; readonly type: ValueType }
}

/** A statement and the texts bound to it. */
export interface Statement {
  readonly sql: string
  readonly texts: readonly string[]
}

/** A query as the engine gets it. Records come as table `batch`: their number `n`, and `c0`, `c1`, … for `columns`. */
export interface CompiledQuery {
  readonly columns: readonly (readonly Step[])[]
  /** Undefined: whole records. */
  readonly items: readonly CompiledItem[] | undefined
  readonly limit: number
  /** Asked for each batch. Of a query with aggregates: one row, to be kept in table `partials`. */
  readonly perBatch: Statement
  /** Asked at the end, of table `partials`. Absent without aggregates. */
  readonly atEnd: Statement | undefined
}

/** Turns a query into statements for batches of records, whose columns hold this. */
export function compileQuery(
  query: Query,
  { columnType, nowMs }: { readonly columnType: 'text' | 'json'; readonly nowMs: number },
): CompiledQuery {
  const columns: (readonly Step[])[] = []
  const names = new Map<string, string>()
  const column: EmitContext['column'] = ({ steps }) => {
    const key = JSON.stringify(steps)
    const name = names.get(key) ?? `c${columns.push(steps) - 1}`
    names.set(key, name)
    return { sql: name, type: columnType }
  }
  const { limit = Number.POSITIVE_INFINITY } = query
  const shared = { limit, columns }
  const isAggregate = query.items?.some(({ expression }) => hasAggregate(expression)) ?? false
  if (isAggregate) return { ...shared, ...aggregated(query, { column, nowMs }) }

  const texts: string[] = []
  const context: EmitContext = { column, nowMs, bind: binder(texts) }
  const selected = ['n']
  const items = query.items?.map(({ expression, alias }, index): CompiledItem => {
    const name = alias ?? nameOf(expression, index)
    if (expression.kind === 'path') {
      // Named here so that its path is checked like all others.
      column(expression)
      return { name, source: { path: expression.steps } }
    }
    const { sql, type } = emit(expression, context)
    return { name, source: { column: selected.push(sql) - 1, type } }
  })
  return {
    ...shared,
    items,
    perBatch: { sql: `SELECT ${selected.join(', ')} FROM batch${whereOf(query, context)}`, texts },
    atEnd: undefined,
  }
}

/** Each batch gives a row of partial results; the items are computed from the rows of all. */
function aggregated(query: Query, given: Pick<EmitContext, 'column' | 'nowMs'>): Pick<CompiledQuery, 'items' | 'perBatch' | 'atEnd'> {
  const texts: string[] = []
  const perRecord: EmitContext = { ...given, bind: binder(texts) }
  const partials: string[] = []
  const partial = (sql: string) => `p${partials.push(sql) - 1}`
  const endTexts: string[] = []
  const atEnd: EmitContext = {
    nowMs: given.nowMs,
    bind: binder(endTexts),
    column: () => {
      throw new Fault('SQLParsingError', { message: 'A query with aggregates selects nothing but aggregates.' })
    },
    aggregate: ({ name, operand }) => aggregate(name, operand && emit(operand, perRecord), partial),
  }
  const selected: string[] = []
  const items = query.items!.map(({ expression, alias }, index): CompiledItem => {
    const { sql, type } = emit(expression, atEnd)
    return { name: alias ?? nameOf(expression, index), source: { column: selected.push(sql) - 1, type } }
  })
  const named = partials.map((sql, index) => `${sql} AS p${index}`)
  return {
    items,
    perBatch: { sql: `SELECT ${named.join(', ')} FROM batch${whereOf(query, perRecord)}`, texts },
    atEnd: { sql: `SELECT ${selected.join(', ')} FROM partials`, texts: endTexts },
  }
}

function binder(texts: string[]): EmitContext['bind'] {
  return (text) => `$${texts.push(text)}`
}

function whereOf({ where }: Query, context: EmitContext): string {
  return where ? ` WHERE ${emitCondition(where, context)}` : ''
}

/** The name of an item without one: the last of its path, else its place. */
function nameOf(expression: Expression, index: number): string {
  const last = expression.kind === 'path' ? expression.steps.findLast(({ kind }) => kind === 'member') : undefined
  return last?.kind === 'member' ? last.name : `_${index + 1}`
}

function hasAggregate(expression: Expression): boolean {
  if (expression.kind === 'aggregate') return true
  return innerOf(expression).some(hasAggregate)
}

function innerOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'not':
    case 'negative':
    case 'is-null':
    case 'cast':
      return [expression.operand]
    case 'binary':
      return [expression.left, expression.right]
    case 'like':
      return [expression.operand, expression.pattern, ...(expression.escapeCharacter ? [expression.escapeCharacter] : [])]
    case 'in':
      return [expression.operand, ...expression.list]
    case 'case':
      return [...expression.branches.flatMap(({ when, result }) => [when, result]), ...(expression.otherwise ? [expression.otherwise] : [])]
    case 'call':
      return expression.operands
    default:
      return []
  }
}
