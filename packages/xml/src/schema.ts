import { checkExclusive } from './check-exclusive.js'
import { writeAttribute } from './escape-text.js'
import { formatBoolean, parseBoolean } from './scalar/boolean.js'
import { wholeNumber } from './scalar/integer.js'
import { formatOneOf, parseOneOf, parseOneOfOrOther } from './scalar/one-of.js'
import { formatText, parseText } from './scalar/text.js'
import { formatHttpDate, formatIsoMilliseconds, formatIsoSeconds, formatUnixSeconds, parseTimestamp } from './scalar/timestamp.js'

/**
 * What a value looks like, as data. One declaration is read by the XML reader and writer, by the type system
 * ({@link TypeOf}), and by everything that walks operations (client, local server, command line, docs).
 */
export interface Schema<T = unknown> {
  readonly kind: string
  /** @internal carries the type; never present at run time */
  readonly '~type'?: T
}

/** The TypeScript type a schema stands for. */
export type TypeOf<S> = S extends Schema<infer T> ? T : never

/** Named schemas; the name of a member is its name in TypeScript. */
export interface Members {
  readonly [name: string]: Schema
}

type IsOptional<S> = S extends { readonly optional: true } ? true : false
type Simplify<T> = { -readonly [K in keyof T]: T[K] } & {}

/** The object type of named schemas: optional members become optional properties, TSDoc is kept. */
export type ValueOf<M> = Simplify<
  { [K in keyof M as IsOptional<M[K]> extends true ? never : K]: TypeOf<M[K]> } & {
    [K in keyof M as IsOptional<M[K]> extends true ? K : never]?: TypeOf<M[K]> | undefined
  }
>

/**
 * A value with a text form. The two functions stand in the schema itself, so that a page carries those of the schemas it uses and
 * no others.
 */
export interface ScalarSchema<T = unknown> extends Schema<T> {
  /** Writes the text; throws an `XmlError` that names `path` when the value does not fit. */
  readonly format: (value: unknown, path: string) => string
  /** Reads the text; throws an `XmlError` that names `path` when it does not fit. */
  readonly parse: (text: string, path: string) => T
}

/** Text, kept as it is: leading zeros and spaces are data. */
export interface StringSchema extends ScalarSchema<string> {
  readonly kind: 'string'
  /** True for text that COS percent-encodes when a listing was asked for with `encoding-type=url`. */
  readonly isUrlEncodable?: boolean | undefined
}
/** A whole number that a JavaScript number holds exactly. */
export interface IntegerSchema extends ScalarSchema<number> {
  readonly kind: 'integer'
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
}
/** `true` or `false`. */
export interface BooleanSchema extends ScalarSchema<boolean> {
  readonly kind: 'boolean'
}
/** How an instant is written; every form is accepted when read. */
export type TimestampFormat = 'iso-milliseconds' | 'iso-seconds' | 'http-date' | 'unix-seconds'
/** An instant. */
export interface TimestampSchema extends ScalarSchema<Date> {
  readonly kind: 'timestamp'
  readonly form: TimestampFormat
}
/** One of a few literal texts. `isOpen` lets later additions of the service through. */
export interface OneOfSchema<Value extends string = string> extends ScalarSchema<Value> {
  readonly kind: 'oneOf'
  readonly values: readonly string[]
  readonly isOpen: boolean
}
/** Repeated elements: siblings of one name, or, with `itemName`, children of a wrapping element. None is an empty list. */
export interface ListSchema<S extends Schema = Schema> extends Schema<readonly TypeOf<S>[]> {
  readonly kind: 'list'
  readonly item: S
  readonly itemName?: string | undefined
}
/** An element with children. */
export interface StructSchema<M extends Members = Members> extends Schema<ValueOf<M>> {
  readonly kind: 'struct'
  readonly members: M
}
/** Of these members one is there, and the others are not. */
export type OneOfMembers<M> = {
  [K in keyof M]: Simplify<{ [P in K]: TypeOf<M[P]> } & { [P in Exclude<keyof M, K>]?: undefined }>
}[keyof M]
/** None of these members is there. */
export type NoneOfMembers<M> = { [P in keyof M]?: undefined }
/** An element with children some of which exclude each other. What is read is taken as it comes. */
export interface ExclusiveSchema<T = unknown> extends Schema<T> {
  readonly kind: 'struct'
  readonly members: Members
  /** The members that exclude each other. */
  readonly exclusive: readonly string[]
  /** Refuses a value that has too many of them, or too few. */
  readonly check: (value: object, path: string) => void
}
/** A list item that is one of several elements. Their names tell them apart, and become the `type` of the value. */
export interface ChoiceSchema<Options extends ChoiceOptions = ChoiceOptions> extends Schema<ChoiceOf<Options>> {
  readonly kind: 'choice'
  readonly options: Options
}
/** Structs by the names of their elements. */
export interface ChoiceOptions {
  readonly [element: string]: StructSchema
}
type ChoiceOf<Options> = { [Name in keyof Options & string]: Simplify<{ type: Name } & TypeOf<Options[Name]>> }[keyof Options & string]
/** A member that may be absent. */
export interface OptionalSchema<S extends Schema = Schema> extends Schema<TypeOf<S>> {
  readonly kind: 'optional'
  readonly optional: true
  readonly schema: S
}
/** A member with a place and a wire name of its own. */
export interface BoundSchema<S extends Schema = Schema> extends Schema<TypeOf<S>> {
  readonly kind: 'bound'
  /** Where the member travels: `element`, `attribute` and `text` here; `@cos/core` adds the places of HTTP. */
  readonly at: string
  readonly name: string
  /** Other spellings that real answers have had; read, never written. */
  readonly aliases?: readonly string[] | undefined
  readonly schema: S
  /** Writes an attribute, which few documents have. */
  readonly writeText?: typeof writeAttribute | undefined
}

/** Text. */
export const string: StringSchema = { kind: 'string', format: formatText, parse: parseText }
/** Text that COS percent-encodes in listings asked for with `encoding-type=url`. */
export const urlEncodable: StringSchema = { kind: 'string', isUrlEncodable: true, format: formatText, parse: parseText }
/** A whole number. */
export const integer: IntegerSchema = /* @__PURE__ */ wholeNumber()
/** `true` or `false`. */
export const boolean: BooleanSchema = { kind: 'boolean', format: formatBoolean, parse: parseBoolean }
/** An instant, written `2017-08-08T09:43:35.000Z`. */
export const timestamp: TimestampSchema = {
  kind: 'timestamp',
  form: 'iso-milliseconds',
  format: formatIsoMilliseconds,
  parse: parseTimestamp,
}
/** An instant, written `2019-05-24T11:49:50Z`. */
export const timestampSeconds: TimestampSchema = { kind: 'timestamp', form: 'iso-seconds', format: formatIsoSeconds, parse: parseTimestamp }
/** An instant, written `Wed, 28 Oct 2014 20:30:00 GMT`. */
export const httpDate: TimestampSchema = { kind: 'timestamp', form: 'http-date', format: formatHttpDate, parse: parseTimestamp }
/** An instant, written as Unix seconds. */
export const unixSeconds: TimestampSchema = { kind: 'timestamp', form: 'unix-seconds', format: formatUnixSeconds, parse: parseTimestamp }

/** A whole number within bounds, both included. */
/* @__NO_SIDE_EFFECTS__ */
export function integerBetween(minimum: number, maximum: number): IntegerSchema {
  return wholeNumber(minimum, maximum)
}

/** One of these texts and nothing else. Read without regard to case, because old answers differ; written as given here. */
/* @__NO_SIDE_EFFECTS__ */
export function oneOf<const Values extends readonly string[]>(...values: Values): OneOfSchema<Values[number]> {
  return {
    kind: 'oneOf',
    values,
    isOpen: false,
    format: (value, path) => formatOneOf(values, value, path),
    parse: (text, path) => parseOneOf(values, text, path),
  }
}

/** One of these texts, or one that the service adds later. */
/* @__NO_SIDE_EFFECTS__ */
export function oneOfOrOther<const Values extends readonly string[]>(...values: Values): OneOfSchema<Values[number] | (string & {})> {
  return { kind: 'oneOf', values, isOpen: true, format: formatText, parse: (text) => parseOneOfOrOther(values, text) }
}

/** Repeated elements. With `itemName` they stand inside a wrapping element, otherwise side by side. */
/* @__NO_SIDE_EFFECTS__ */
export function list<S extends Schema>(item: S, itemName?: string): ListSchema<S> {
  return { kind: 'list', item, itemName }
}

/** Items of one list under several element names, in the order of the document: `list(choice({ Version: …, DeleteMarker: … }))`. */
/* @__NO_SIDE_EFFECTS__ */
export function choice<Options extends ChoiceOptions>(options: Options): ChoiceSchema<Options> {
  return { kind: 'choice', options }
}

/** An element with children. A member that says nothing is a child element in Pascal case. */
/* @__NO_SIDE_EFFECTS__ */
export function struct<M extends Members>(members: M): StructSchema<M> {
  return { kind: 'struct', members }
}

/** An element with children: exactly one of `members`, and those of `others`. */
/* @__NO_SIDE_EFFECTS__ */
export function exactlyOne<M extends Members, O extends Members = {}>(
  members: M,
  others?: O,
): ExclusiveSchema<OneOfMembers<M> & ValueOf<O>> {
  return exclusive(members, others, 1)
}

/** An element with children: one of `members` or none, and those of `others`. */
/* @__NO_SIDE_EFFECTS__ */
export function atMostOne<M extends Members, O extends Members = {}>(
  members: M,
  others?: O,
): ExclusiveSchema<(OneOfMembers<M> | NoneOfMembers<M>) & ValueOf<O>> {
  return exclusive(members, others, 0)
}

/* @__NO_SIDE_EFFECTS__ */
function exclusive<T>(members: Members, others: Members | undefined, minimum: number): ExclusiveSchema<T> {
  const names = Object.keys(members)
  const alternatives = Object.fromEntries(names.map((name) => [name, optional(members[name]!)]))
  return {
    kind: 'struct',
    members: { ...alternatives, ...others },
    exclusive: names,
    check: (value, path) => checkExclusive(value, names, minimum, path),
  }
}

/** A member that may be absent. */
/* @__NO_SIDE_EFFECTS__ */
export function optional<S extends Schema>(schema: S): OptionalSchema<S> {
  return { kind: 'optional', optional: true, schema }
}

/** A child element whose name is not the member's name in Pascal case; `aliases` are further spellings to read. */
export function element(name: string): BoundSchema<StringSchema>
export function element<S extends Schema>(name: string, schema: S, aliases?: readonly string[]): BoundSchema<S>
/* @__NO_SIDE_EFFECTS__ */
export function element(name: string, schema: Schema = string, aliases?: readonly string[]): BoundSchema {
  return { kind: 'bound', at: 'element', name, schema, aliases }
}

/** An attribute of the element. */
export function attribute(name: string): BoundSchema<StringSchema>
export function attribute<S extends Schema>(name: string, schema: S): BoundSchema<S>
/* @__NO_SIDE_EFFECTS__ */
export function attribute(name: string, schema: Schema = string): BoundSchema {
  return { kind: 'bound', at: 'attribute', name, schema, writeText: writeAttribute }
}

/** The text of the element itself, as in `<LocationConstraint>ap-guangzhou</LocationConstraint>`. */
/* @__NO_SIDE_EFFECTS__ */
export function text<S extends Schema>(schema: S): BoundSchema<S> {
  return { kind: 'bound', at: 'text', name: '', schema }
}
