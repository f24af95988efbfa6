import type { JsonDocument, XmlBody, XmlDocument } from './bindings.js'
import type { AnyOperation } from './define-operation.js'
import type { HeaderSetSchema } from './header-set.js'
import { isDocument, layoutOf, type Place } from './layout.js'
import type { Route } from './route.js'

/** Where each member of one side travels. */
export interface Places {
  readonly query: readonly Place[]
  readonly header: readonly Place[]
  readonly headers: readonly Place[]
  /** Members that travel as several headers. */
  readonly headerSets: readonly HeaderSetPlace[]
  /** The member that is the body's bytes. */
  readonly bytes: Place | undefined
  /** The document this side travels as. */
  readonly document: XmlBody | XmlDocument | JsonDocument | undefined
  /** True for a request that is told from its siblings by having no document. */
  readonly isEmpty: boolean
}

/** A member that travels as several headers. */
export interface HeaderSetPlace extends Place, Pick<HeaderSetSchema, 'names' | 'write' | 'read'> {}

/** Route and places of an operation. */
export interface OperationPlaces {
  readonly route: Route
  readonly input: Places
  readonly output: Places
}

const known = new WeakMap<AnyOperation, OperationPlaces>()

/** Sorts the members of an operation by where they travel, for servers; computed once per operation. */
export function placesOf(operation: AnyOperation): OperationPlaces {
  let places = known.get(operation)
  if (!places) {
    const { route, input, output } = layoutOf(operation)
    places = { route, input: sorted(input, operation.input), output: sorted(output, operation.output) }
    known.set(operation, places)
  }
  return places
}

function sorted(places: readonly Place[], shape: AnyOperation['input'] | AnyOperation['output']): Places {
  const at = (...wanted: string[]) => places.filter((place) => wanted.includes(place.at))
  return {
    query: at('query'),
    header: at('header'),
    headers: at('headers'),
    headerSets: at('headerSet') as unknown as HeaderSetPlace[],
    bytes: at('body', 'payload')[0],
    document: isDocument(shape) && shape.root !== '' ? shape : undefined,
    isEmpty: isDocument(shape) && shape.root === '',
  }
}
