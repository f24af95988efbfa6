import { type Escape, escapeAttribute } from './escape-text.js'
import type { XmlNode } from './parse/parse.js'
import { formatText } from './scalar/text.js'
import { wrongType } from './scalar/wrong-type.js'
import type { BoundSchema, OptionalSchema, Schema } from './schema.js'
import { tag } from './write-xml.js'
import { XmlError } from './xml-error.js'

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
  readonly read: (nodes: readonly XmlNode[]) => readonly XmlElement[]
  readonly write: (elements: unknown, path: string, escape: Escape) => string
}

// The functions stand in the schema, so that a page whose documents are closed does not carry them.
const elements: ElementsSchema = { kind: 'elements', read: (nodes) => nodes.map(elementOf), write: writeElements }
const bound: BoundSchema<ElementsSchema> = { kind: 'bound', at: 'unknown', name: '', schema: elements }

/**
 * What a struct holds beyond its members: `struct({ status: string, unknown: unknownElements })`. Elements the schema does not know
 * are kept there instead of being passed over, and written back behind the others, so that reading, changing and writing a document
 * loses nothing that the service added later.
 */
export const unknownElements: OptionalSchema<typeof bound> = { kind: 'optional', optional: true, schema: bound }

function elementOf({ name, attributes, children, text }: XmlNode): XmlElement {
  return {
    name,
    ...(attributes.size > 0 && { attributes: Object.fromEntries(attributes) }),
    ...((children.length > 0 ? text.trim() : text) !== '' && { text }),
    ...(children.length > 0 && { children: children.map(elementOf) }),
  }
}

function writeElements(value: unknown, path: string, escape: Escape): string {
  if (!Array.isArray(value)) throw wrongType('a list', value, path)
  return value.map((each, index) => writeElement(each as XmlElement, `${path}[${index}]`, escape)).join('')
}

function writeElement({ name, attributes = {}, text = '', children = [] }: XmlElement, path: string, escape: Escape): string {
  checkName(name, `${path}.name`)
  const written = Object.entries(attributes).map(([attribute, value]) => {
    checkName(attribute, `${path}.attributes`)
    return ` ${attribute}="${escapeAttribute(formatText(value, `${path}.attributes.${attribute}`), path, escape)}"`
  })
  const content = escape(formatText(text, `${path}.text`), path) + writeElements(children, `${path}.children`, escape)
  return tag(name, written.join(''), content)
}

function checkName(name: string, path: string): void {
  if (!/^[\p{L}_][\p{L}\p{N}._-]*$/u.test(name)) throw new XmlError('must be the name of an element or attribute', path)
}
