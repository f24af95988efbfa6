import type { BoundSchema, Members, OptionalSchema, Schema, StructSchema } from '@cos/xml'
import type { QuerySchema, Shape, XmlDocument } from './bindings.js'
import type { AnyOperation } from './define-operation.js'
import { parseRoute, type Route } from './route.js'

/** One member that travels outside the body. */
export interface Place {
  readonly member: string
  /** Wire name; for `headers` the prefix. */
  readonly name: string
  readonly schema: Schema
  readonly isOptional: boolean
  /** Sent when the caller gives none. */
  readonly default?: string | undefined
}

/** Where each member of one side travels. */
export interface Places {
  readonly query: readonly Place[]
  readonly header: readonly Place[]
  readonly headers: readonly Place[]
  /** The member that is the body's bytes. */
  readonly bytes: Place | undefined
  readonly document: { readonly root: string; readonly schema: StructSchema } | undefined
}

/** Route and places of an operation. */
export interface OperationPlaces {
  readonly route: Route
  readonly input: Places
  readonly output: Places
}

const known = new WeakMap<AnyOperation, OperationPlaces>()

/** Works out where every member of an operation travels; computed once per operation. */
export function placesOf(operation: AnyOperation): OperationPlaces {
  let places = known.get(operation)
  if (!places) {
    places = { route: parseRoute(operation.route), input: placesOfShape(operation.input), output: placesOfShape(operation.output) }
    known.set(operation, places)
  }
  return places
}

function placesOfShape(shape: Shape): Places {
  const isDocument = (shape as XmlDocument).kind === 'xml'
  const members = (isDocument ? (shape as XmlDocument).members : shape) as Members
  const found: Record<string, Place[]> = { query: [], header: [], headers: [], body: [], payload: [] }
  for (const [member, schema] of Object.entries(members)) {
    const isOptional = schema.kind === 'optional'
    const bound = (isOptional ? (schema as OptionalSchema).schema : schema) as BoundSchema & Pick<QuerySchema, 'default'>
    if (bound.kind === 'bound') {
      found[bound.at]?.push({ member, name: bound.name, schema: bound.schema, isOptional, default: bound.default })
    }
  }
  return {
    query: found['query']!,
    header: found['header']!,
    headers: found['headers']!,
    bytes: found['body']![0] ?? found['payload']![0],
    document: isDocument ? { root: (shape as XmlDocument).root, schema: { kind: 'struct', members } } : undefined,
  }
}
