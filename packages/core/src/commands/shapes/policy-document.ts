/** Whom a statement is about: everybody, or names such as `qcs::cam::uin/100000000001:uin/100000000011` and `qcs::cam::anyone:anyone`. */
export type PolicyPrincipal = '*' | { readonly qcs: string | readonly string[] }

/** What a statement is about: `name/cos:GetObject`, with `*` for any run of characters. */
export type PolicyAction = '*' | `name/cos:${string}` | `cos:${string}`

type Comparison =
  | 'string_equal'
  | 'string_not_equal'
  | 'string_equal_ignore_case'
  | 'string_not_equal_ignore_case'
  | 'string_like'
  | 'string_not_like'
  | 'numeric_equal'
  | 'numeric_not_equal'
  | 'numeric_less_than'
  | 'numeric_less_than_equal'
  | 'numeric_greater_than'
  | 'numeric_greater_than_equal'
  | 'date_equal'
  | 'date_not_equal'
  | 'date_less_than'
  | 'date_less_than_equal'
  | 'date_greater_than'
  | 'date_greater_than_equal'
  | 'bool_equal'
  | 'ip_equal'
  | 'ip_not_equal'

/**
 * How a condition compares. With `_if_exist` it also holds when the request lacks the key; `for_any_value:` and `for_all_value:`
 * are for keys with several values.
 */
export type PolicyOperator =
  | `${'' | 'for_any_value:' | 'for_all_value:'}${Comparison}${'' | '_if_exist'}`
  /** `true` holds when the request lacks the key, `false` when it has it. */
  | 'null_equal'

/** A value, or several of which one is enough. */
export type PolicyValue = string | number | boolean | readonly (string | number | boolean)[]

/**
 * When a statement holds: every operator, for every key. Keys are `qcs:ip`, `cos:secure-transport`, and `cos:` before the name of
 * a header or parameter of the request, such as `cos:prefix`, `cos:x-cos-acl` or `cos:referer`.
 */
export type PolicyCondition = { readonly [Operator in PolicyOperator]?: { readonly [key: string]: PolicyValue } }

/** One rule of a policy. */
export interface PolicyStatement {
  readonly sid?: string | undefined
  readonly effect: 'allow' | 'deny'
  /** Default: that of the document. Policies of users and temporary credentials have none. */
  readonly principal?: PolicyPrincipal | undefined
  readonly action: PolicyAction | readonly PolicyAction[]
  /** `*`, or names such as `qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000/holidays/*`. */
  readonly resource: string | readonly string[]
  readonly condition?: PolicyCondition | undefined
}

/** A policy: what is denied by any statement is denied, what is allowed by one and denied by none is allowed. */
export interface PolicyDocument {
  /** Version of the language. Default `2.0`. */
  readonly version?: '2.0' | undefined
  /** Whom statements without a principal of their own are about. */
  readonly principal?: PolicyPrincipal | undefined
  readonly statement: readonly PolicyStatement[]
}
