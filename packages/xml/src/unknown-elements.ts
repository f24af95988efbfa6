import type { XmlNode } from './parse/parse.js'
import type { BoundSchema, OptionalSchema, Schema } from './schema.js'

/** An element that no schema describes. */
export interface XmlElement {
  /** Without a namespace prefix. */
  readonly name: string
  /** Values by name without a namespace prefix. */
  readonly attributes?: Readonly<Record<string, string>> | undefined
  /** The element's own text; absent when there is none, or nothing but space between children. */
  readonly text?: string | undefined
  readonly children?: readonly XmlElement[] | undefined
}

/** The elements of a struct that none of its members describes. */
export interface ElementsSchema extends Schema<readonly XmlElement[]> {
  readonly kind: 'elements'
}

// Reader and writer stand in what reads and writes documents that may hold such elements, so that a page carries neither unless
// it needs it.
const elements: ElementsSchema = { kind: 'elements' }
const bound: BoundSchema<ElementsSchema> = { kind: 'bound', at: 'unknown', name: '', schema: elements }

/**
 * What a struct holds beyond its members: `struct({ status: string, unknown: unknownElements })`. Elements the schema does not know
 * are kept there instead of being passed over, and written back behind the others, so that reading, changing and writing a document
 * loses nothing that the service added later.
 */
export const unknownElements: OptionalSchema<typeof bound> = { kind: 'optional', optional: true, schema: bound }

/** Reads elements that no schema describes. */
export function readUnknown(nodes: readonly XmlNode[]): readonly XmlElement[] {
  return nodes.map(elementOf)
}

function elementOf({ name, attributes, children, text }: XmlNode): XmlElement {
  return {
    name,
    ...(attributes.size > 0 && { attributes: Object.fromEntries(attributes) }),
    ...((children.length > 0 ? text.trim() : text) !== '' && { text }),
    ...(children.length > 0 && { children: children.map(elementOf) }),
  }
}
