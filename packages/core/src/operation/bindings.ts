import { type BoundSchema, type Members, type Schema, type StringSchema, type StructSchema, string, type ValueOf, writeXml } from '@cos/xml'
import type { Body, ResponseBody } from '../transport/transport.js'
import { Payload } from './payload.js'
import { readDecoded } from './url-encoding.js'

/** A query parameter with a value that is sent when the caller gives none. */
export interface QuerySchema<S extends Schema = Schema> extends BoundSchema<S> {
  readonly at: 'query'
  /** Sent when the caller gives none. */
  readonly default?: string | undefined
}

/** A query parameter. */
export function query(name: string): QuerySchema<StringSchema>
export function query<S extends Schema>(name: string, schema: S): QuerySchema<S>
/* @__NO_SIDE_EFFECTS__ */
export function query(name: string, schema: Schema = string): QuerySchema {
  return { kind: 'bound', at: 'query', name, schema }
}

/** A query parameter that is sent with this value when the caller gives none. */
/* @__NO_SIDE_EFFECTS__ */
export function queryWithDefault<S extends Schema>(name: string, schema: S, value: string): QuerySchema<S> {
  return { kind: 'bound', at: 'query', name, schema, default: value }
}

/** A header; `name` in lower case. */
export function header(name: string): BoundSchema<StringSchema>
export function header<S extends Schema>(name: string, schema: S): BoundSchema<S>
/* @__NO_SIDE_EFFECTS__ */
export function header(name: string, schema: Schema = string): BoundSchema {
  return { kind: 'bound', at: 'header', name, schema }
}

/** Text by name, as in user metadata. */
export interface TextMapSchema extends Schema<Record<string, string>> {
  readonly kind: 'textMap'
}
const textMap: TextMapSchema = { kind: 'textMap' }

/** All headers with a prefix, as one object whose names come without it. */
/* @__NO_SIDE_EFFECTS__ */
export function headers(prefix: string): BoundSchema<TextMapSchema> {
  return { kind: 'bound', at: 'headers', name: prefix, schema: textMap }
}

/** A value with a text form of its own, for headers and query parameters. */
export interface CodecSchema<T = unknown> extends Schema<T> {
  readonly kind: 'codec'
  /** Writes the text; throws an `XmlError` that names the member when the value cannot be. */
  readonly format: (value: T, member: string, region: string | undefined) => string
  /** Reads the text; `undefined` when it is malformed and the service would ignore it. */
  readonly parse: (text: string, member: string) => T | undefined
  /** A value for tests and snapshots. */
  readonly sample: T
}
/** A value with a text form of its own, for headers and query parameters. */
/* @__NO_SIDE_EFFECTS__ */
export function codec<T>(parts: Omit<CodecSchema<T>, 'kind' | '~type'>): CodecSchema<T> {
  return { kind: 'codec', ...parts }
}

/** The request's bytes. */
export interface BodySchema extends Schema<Body> {
  readonly kind: 'bound'
  readonly at: 'body'
  readonly name: ''
  readonly schema: Schema<Body>
}
/** The request's bytes. */
export const body: BodySchema = { kind: 'bound', at: 'body', name: '', schema: { kind: 'bytes' } }

/** The answer's bytes, as a stream. */
export interface PayloadSchema extends Schema<Payload> {
  readonly kind: 'bound'
  readonly at: 'payload'
  readonly name: ''
  readonly schema: Schema<Payload>
  readonly wrap: (body: ResponseBody, sizeBytes: number | undefined) => Payload
}
/** The answer's bytes, as a stream. */
export const payload: PayloadSchema = {
  kind: 'bound',
  at: 'payload',
  name: '',
  schema: { kind: 'bytes' },
  wrap: (body, sizeBytes) => new Payload(body, sizeBytes),
}

/** An XML document of an answer, with this root. Members without a place are its child elements; others travel where they say. */
export interface XmlDocument<M extends Members = Members> {
  readonly kind: 'xml'
  readonly root: string
  readonly members: M
  readonly read: (root: string, schema: StructSchema, text: string) => Promise<unknown>
}
/** An XML document of a request, with this root. Members without a place are its child elements; others travel where they say. */
export interface XmlBody<M extends Members = Members> {
  readonly kind: 'xml'
  readonly root: string
  readonly members: M
  readonly write: (root: string, schema: StructSchema, value: unknown) => string
}

// Reader and writer stand in the declarations, not in the kernel: a page that only puts objects ships neither.

/** An XML document in an answer. Members without a place are its child elements; others travel where they say. */
/* @__NO_SIDE_EFFECTS__ */
export function xml<M extends Members>(root: string, members: M): XmlDocument<M> {
  return { kind: 'xml', root, members, read: readDecoded }
}

/** An XML document in a request. Members without a place are its child elements; others travel where they say. */
/* @__NO_SIDE_EFFECTS__ */
export function xmlBody<M extends Members>(root: string, members: M): XmlBody<M> {
  return { kind: 'xml', root, members, write: writeXml }
}

/** What the request of an operation is declared as. */
export type InputShape = Members | XmlBody
/** What the answer of an operation is declared as. */
export type OutputShape = Members | XmlDocument
/** The object type of a side of an operation. */
export type MembersOf<S> = S extends { readonly kind: 'xml'; readonly members: infer M } ? ValueOf<M> : ValueOf<S>
