/** One step of a path: a member by name, an element by number, or all elements. */
export type Step =
  | { readonly kind: 'member'; readonly name: string; readonly isQuoted: boolean }
  | { readonly kind: 'element'; readonly index: number }
  | { readonly kind: 'all' }

/** The names of types that `CAST` knows. */
export type CastType = 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'BOOLEAN' | 'TIMESTAMP' | `DECIMAL(${number}, ${number})`

/** The operators between two values. */
export type BinaryOperator = 'AND' | 'OR' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '||'

/** The functions over all records. */
export type AggregateName = 'COUNT' | 'SUM' | 'AVG' | 'MIN' | 'MAX'

/** An expression of COS's SQL. `depth` is the length of its longest branch. */
export type Expression = { readonly depth: number } & (
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'path'; readonly steps: readonly Step[] }
  | { readonly kind: 'not' | 'negative' | 'is-null'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'like'; readonly operand: Expression; readonly pattern: Expression; readonly escapeCharacter: Expression | undefined }
  | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Expression[] }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: CastType }
  | {
      readonly kind: 'case'
      readonly branches: readonly { readonly when: Expression; readonly result: Expression }[]
      readonly otherwise: Expression | undefined
    }
  /** `word` is a keyword among the arguments, such as the part of `EXTRACT(YEAR FROM …)`. */
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[]; readonly word: string | undefined }
  | { readonly kind: 'aggregate'; readonly name: AggregateName; readonly operand: Expression | undefined }
)

/** What a query gives for each record. */
export interface SelectItem {
  readonly expression: Expression
  readonly alias: string | undefined
}

/** A query. */
export interface Query {
  /** Undefined: whole records. */
  readonly items: readonly SelectItem[] | undefined
  /** The path behind `COSObject`. */
  readonly from: readonly Step[]
  readonly where: Expression | undefined
  readonly limit: number | undefined
}
