import type { BoundSchema, Members, OptionalSchema, Schema, StructSchema } from '@cos/xml'
import type { InputShape, OutputShape, PayloadSchema, QuerySchema, XmlBody, XmlDocument } from './bindings.js'
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

/** The document one side travels as. */
export type DocumentPlace = { readonly schema: StructSchema } & Pick<XmlDocument, 'root'> &
  Partial<Pick<XmlDocument, 'read'> & Pick<XmlBody, 'write'>>

/** Where each member of one side travels. */
export interface Places {
  readonly query: readonly Place[]
  readonly header: readonly Place[]
  readonly headers: readonly Place[]
  /** The member that is the body's bytes. */
  readonly bytes: (Place & Partial<Pick<PayloadSchema, 'wrap'>>) | undefined
  readonly document: DocumentPlace | undefined
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

function placesOfShape(shape: InputShape | OutputShape): Places {
  const document = (shape as XmlDocument).kind === 'xml' ? (shape as XmlDocument & XmlBody) : undefined
  const members = (document ? document.members : shape) as Members
  const found: Record<string, Place[]> = { query: [], header: [], headers: [], body: [], payload: [] }
  for (const [member, schema] of Object.entries(members)) {
    const isOptional = schema.kind === 'optional'
    const bound = (isOptional ? (schema as OptionalSchema).schema : schema) as BoundSchema &
      Pick<QuerySchema, 'default'> &
      Partial<Pick<PayloadSchema, 'wrap'>>
    if (bound.kind === 'bound') {
      found[bound.at]?.push({ ...bound, member, isOptional })
    }
  }
  return {
    query: found['query']!,
    header: found['header']!,
    headers: found['headers']!,
    bytes: found['body']![0] ?? found['payload']![0],
    document: document && { ...document, schema: { kind: 'struct', members } },
  }
}
