import { percentEncode } from '@cos/signer'
import {
  type BoundSchema,
  type Members,
  readClosedXml,
  readTexts,
  readXml,
  type Schema,
  type StringSchema,
  type StructSchema,
  string,
  struct,
  type ValueOf,
  XmlError,
} from '@cos/xml'
import type { Body, HttpResponse } from '../transport/transport.js'
import type { AnyOperation } from './define-operation.js'
import { readJson, writeJson } from './json-document.js'
import type { Place } from './layout.js'
import { Payload } from './payload.js'
import { receivePrefixed, sendPrefixed } from './prefix-headers.js'
import { sendBytes } from './request-bytes.js'
import { formatText, parseText, setHeader } from './text-form.js'
import { readDecoded } from './url-encoding.js'
import { writeClosedDocument, writeDocument, writeDocumentIfAny } from './write-document.js'

// What reads and writes a place stands in the declaration, not in the kernel: a page that only puts objects ships no more than
// that needs.

/** A request as its members are written into it. */
export interface Draft {
  readonly query: Record<string, string>
  /** Names in lower case. */
  readonly headers: Record<string, string>
  body: Body | undefined
  /** Region of the client. */
  readonly region: string | undefined
}

/** A member with a place in HTTP. */
export interface Binding<S extends Schema = Schema> extends BoundSchema<S> {
  /** Sent when the caller gives none. */
  readonly default?: string | undefined
  /** Writes a value into a request. */
  readonly send?: ((draft: Draft, place: Place, value: unknown) => void) | undefined
  /** Reads the value out of an answer. */
  readonly receive?: ((response: HttpResponse, place: Place) => unknown) | undefined
}

/** A query parameter. */
export interface QuerySchema<S extends Schema = Schema> extends Binding<S> {
  readonly at: 'query'
}

/** A query parameter. */
export function query(name: string): QuerySchema<StringSchema>
export function query<S extends Schema>(name: string, schema: S): QuerySchema<S>
/* @__NO_SIDE_EFFECTS__ */
export function query(name: string, schema: Schema = string): QuerySchema {
  return { kind: 'bound', at: 'query', name, schema, send: sendQuery }
}

/** A query parameter named like the member, in kebab case: `maxKeys` is `max-keys`. */
export function namedQuery(): QuerySchema<StringSchema>
export function namedQuery<S extends Schema>(schema: S): QuerySchema<S>
/* @__NO_SIDE_EFFECTS__ */
export function namedQuery(schema: Schema = string): QuerySchema {
  return query('*', schema)
}

/** A query parameter that is sent with this value when the caller gives none. */
/* @__NO_SIDE_EFFECTS__ */
export function queryWithDefault<S extends Schema>(name: string, schema: S, value: string): QuerySchema<S> {
  return { kind: 'bound', at: 'query', name, schema, send: sendQuery, default: value }
}

function sendQuery(draft: Draft, place: Place, value: unknown): void {
  // Signing and sending will encode it; what cannot be is refused while its member is known.
  percentEncode((draft.query[place.name] = formatText(place, value, draft.region)))
}

/** A query parameter that the document repeats as a child element. */
/* @__NO_SIDE_EFFECTS__ */
export function queryAndElement(name: string, element: string): Binding<StringSchema> {
  const send: Binding['send'] = (draft, place, value) => sendQuery(draft, { ...place, name }, value)
  return { kind: 'bound', at: 'element', name: element, schema: string, send }
}

/** A header; `name` in lower case. */
export function header(name: string): Binding<StringSchema>
export function header<S extends Schema>(name: string, schema: S): Binding<S>
/* @__NO_SIDE_EFFECTS__ */
export function header(name: string, schema: Schema = string): Binding {
  return { kind: 'bound', at: 'header', name, schema, send: sendHeader, receive: receiveHeader }
}

/** A header named like the member, in kebab case: `cacheControl` is `cache-control`. */
export function namedHeader(): Binding<StringSchema>
export function namedHeader<S extends Schema>(schema: S): Binding<S>
/* @__NO_SIDE_EFFECTS__ */
export function namedHeader(schema: Schema = string): Binding {
  return header('*', schema)
}

/** The same behind `x-cos-`: `storageClass` is `x-cos-storage-class`. */
export function cosHeader(): Binding<StringSchema>
export function cosHeader<S extends Schema>(schema: S): Binding<S>
/* @__NO_SIDE_EFFECTS__ */
export function cosHeader(schema: Schema = string): Binding {
  return header('x-cos-*', schema)
}

function sendHeader(draft: Draft, place: Place, value: unknown): void {
  setHeader(draft, place.name, formatText(place, value, draft.region), place.member)
}

function receiveHeader({ headers }: HttpResponse, place: Place): unknown {
  const text = headers[place.name]
  if (text !== undefined) return parseText(place, text)
  if (!place.isOptional) throw new XmlError(`the header ${place.name} is missing`, place.member)
  return undefined
}

/** Text by name, as in user metadata. */
export interface TextMapSchema extends Schema<Record<string, string>> {
  readonly kind: 'textMap'
}
const textMap: TextMapSchema = { kind: 'textMap' }

/** All headers with a prefix, as one object whose names come without it. */
/* @__NO_SIDE_EFFECTS__ */
export function headers(prefix: string): Binding<TextMapSchema> {
  return { ...sentHeaders(prefix), receive: receivePrefixed }
}

/** The same for requests alone: what reads an answer stays out of pages. */
/* @__NO_SIDE_EFFECTS__ */
export function sentHeaders(prefix: string): Binding<TextMapSchema> {
  return { kind: 'bound', at: 'headers', name: prefix, schema: textMap, send: sendPrefixed }
}

/** A value with a text form of its own, for headers and query parameters. */
export interface CodecSchema<T = unknown> extends Schema<T> {
  readonly kind: 'codec'
  /** Writes the text; throws an `XmlError` that names the member when the value cannot be. */
  readonly format: (value: T, member: string, region: string | undefined) => string
  /** Reads the text; `undefined` when it is malformed and the service would ignore it. Only servers read what requests carry: `documented(…)` keeps that out of pages. */
  readonly parse: ((text: string, member: string) => T | undefined) | undefined
  /** A value for tests and snapshots, which `documented(…)` keeps out of pages. */
  readonly sample: T | undefined
}
/** A value with a text form of its own, for headers and query parameters. */
/* @__NO_SIDE_EFFECTS__ */
export function codec<T>(parts: Omit<CodecSchema<T>, 'kind' | '~type'>): CodecSchema<T> {
  return { kind: 'codec', ...parts }
}

/** The request's bytes. */
export interface BodySchema extends Binding<Schema<Body>> {
  readonly at: 'body'
}
/** The request's bytes. */
export const body: BodySchema = { kind: 'bound', at: 'body', name: '', schema: { kind: 'bytes' }, send: sendBytes }

/** The answer's bytes, as a stream. */
export interface PayloadSchema extends Binding<Schema<Payload>> {
  readonly at: 'payload'
}
/** The answer's bytes, as a stream. */
export const payload: PayloadSchema = {
  kind: 'bound',
  at: 'payload',
  name: '',
  schema: { kind: 'bytes' },
  receive({ body, headers }) {
    const length = headers['content-length']
    return new Payload(body, length === undefined ? undefined : Number(length))
  },
}

/** An XML document of an answer, with this root. Members without a place are its child elements; others travel where they say. */
export interface XmlDocument<M extends Members = Members> {
  readonly kind: 'xml'
  readonly root: string
  readonly members: M
  /** The members as one schema. */
  readonly schema: StructSchema<M>
  readonly read: (root: string, schema: StructSchema, text: string) => Promise<unknown>
}
/** An XML document of a request, with this root. Members without a place are its child elements; others travel where they say. */
export interface XmlBody<M extends Members = Members> {
  readonly kind: 'xml'
  readonly root: string
  readonly members: M
  /** The members as one schema. */
  readonly schema: StructSchema<M>
  readonly write: (draft: Draft, document: XmlBody, input: unknown, operation: AnyOperation) => void
  /** True for a document that is left out when none of its elements is given. */
  readonly isOptional?: boolean | undefined
}

/** A body that is one JSON value, which is the member named `root`. Other members travel where they say. */
export interface JsonDocument<M extends Members = Members> {
  readonly kind: 'json'
  readonly root: string
  readonly members: M
  /** The members as one schema. */
  readonly schema: StructSchema<M>
  readonly read: (root: string, schema: StructSchema, text: string) => Promise<unknown>
  readonly write: (draft: Draft, document: JsonDocument, input: unknown, operation: AnyOperation) => void
}

/**
 * An XML document in an answer. Members without a place are its child elements; others travel where they say. Other names of its
 * root are read, too, and never written.
 */
/* @__NO_SIDE_EFFECTS__ */
export function xml<M extends Members>(root: string, members: M, ...otherRoots: readonly string[]): XmlDocument<M> {
  return { ...closedXml(root, members), read: (own, schema, text) => readXml([own, ...otherRoots], schema, text) }
}

/** The same for members that have no `unknownElements`, with less code. */
/* @__NO_SIDE_EFFECTS__ */
export function closedXml<M extends Members>(root: string, members: M): XmlDocument<M> {
  return { kind: 'xml', root, members, schema: struct(members), read: readClosedXml }
}

/** The same for a document whose root holds elements of text and no others. */
/* @__NO_SIDE_EFFECTS__ */
export function xmlTexts<M extends Members>(root: string, members: M): XmlDocument<M> {
  return { kind: 'xml', root, members, schema: struct(members), read: readTexts }
}

/** The same for a listing: where its `encodingType` says so, the texts that are `urlEncodable` come decoded. */
/* @__NO_SIDE_EFFECTS__ */
export function xmlListing<M extends Members>(root: string, members: M): XmlDocument<M> {
  return { kind: 'xml', root, members, schema: struct(members), read: readDecoded }
}

/** An XML document in a request. Members without a place are its child elements; others travel where they say. */
/* @__NO_SIDE_EFFECTS__ */
export function xmlBody<M extends Members>(root: string, members: M): XmlBody<M> {
  return { kind: 'xml', root, members, schema: struct(members), write: writeDocument }
}

/** The same for members that have no `unknownElements`, with less code. */
/* @__NO_SIDE_EFFECTS__ */
export function closedXmlBody<M extends Members>(root: string, members: M): XmlBody<M> {
  return { kind: 'xml', root, members, schema: struct(members), write: writeClosedDocument }
}

/** An XML document in a request that goes without one when none of its elements is given. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalXmlBody<M extends Members>(root: string, members: M): XmlBody<M> {
  return { kind: 'xml', root, members, schema: struct(members), write: writeDocumentIfAny, isOptional: true }
}

/** A body that is one JSON value, in a request or an answer: the member named `root`, whose schema is a `codec`. */
/* @__NO_SIDE_EFFECTS__ */
export function json<M extends Members>(root: string, members: M): JsonDocument<M> {
  return { kind: 'json', root, members, schema: struct(members), read: readJson, write: writeJson }
}

/** What the request of an operation is declared as. */
export type InputShape = Members | XmlBody | JsonDocument
/** What the answer of an operation is declared as. */
export type OutputShape = Members | XmlDocument | JsonDocument
/** The object type of a side of an operation. */
export type MembersOf<S> = S extends { readonly kind: 'xml' | 'json'; readonly members: infer M } ? ValueOf<M> : ValueOf<S>
