import type { BoundSchema, OptionalSchema, Schema } from '@cos/xml'
import type { Binding, InputShape, JsonDocument, OutputShape, XmlBody, XmlDocument } from './bindings.js'
import type { AnyOperation } from './define-operation.js'
import { parseRoute, type Route } from './route.js'

/** One member that travels outside the document. */
export interface Place extends Binding {
  readonly member: string
  readonly isOptional: boolean
}

/** Route and places of an operation, as its requests need them. */
export interface Layout {
  readonly route: Route
  readonly input: readonly Place[]
  readonly output: readonly Place[]
  /** Whether the bytes of the answer are the caller's to read. */
  readonly hasPayload: boolean
}

const known = /* @__PURE__ */ new WeakMap<AnyOperation, Layout>()

/** Works out where every member of an operation travels; computed once per operation. */
export function layoutOf(operation: AnyOperation): Layout {
  let layout = known.get(operation)
  if (!layout) {
    const output = placesIn(operation.output)
    const hasPayload = output.some(({ at }) => at === 'payload')
    layout = { route: parseRoute(operation.route), input: placesIn(operation.input), output, hasPayload }
    known.set(operation, layout)
  }
  return layout
}

function placesIn(shape: InputShape | OutputShape): Place[] {
  return Object.entries<Schema>(isDocument(shape) ? shape.members : shape)
    .map(([member, schema]) => {
      const isOptional = schema.kind === 'optional'
      const bound = (isOptional ? (schema as OptionalSchema).schema : schema) as BoundSchema
      // What a document holds may have no name of its own.
      return { ...bound, name: bound.name?.replace('*', member.replace(/[A-Z]/g, '-$&').toLowerCase()), member, isOptional }
    })
    .filter(({ send, receive }: Place) => send || receive)
}

/** Tells whether a side travels as a document. */
export function isDocument<Shape extends InputShape | OutputShape>(shape: Shape): shape is Shape & (XmlBody | XmlDocument | JsonDocument) {
  return typeof shape['kind'] === 'string'
}
