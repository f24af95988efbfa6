import { readDocument } from '#read-document'
import type { ReadUnknown } from './read-value.js'
import type { RefuseUnknown } from './refuse-unknown.js'
import type { Schema, TypeOf } from './schema.js'
import { readUnknown } from './unknown-elements.js'
import { XmlError } from './xml-error.js'

/** How a document is read. */
export interface ReadXmlOptions {
  /**
   * What happens to elements, attributes and text the schema does not know, and to a second element where one is expected.
   * `ignore` (default) suits a client, whose service may add elements; the function `refuseUnknown` suits a server.
   */
  readonly unknown?: 'ignore' | RefuseUnknown | undefined
  /** Longest document read, in UTF-16 code units. Default 67,108,864. */
  readonly maxCharacters?: number | undefined
}

/**
 * Reads a document by a schema. White space and a byte order mark before it are skipped, namespaces are ignored.
 * A document that was cut, has another root, or lacks a required member is an error: a broken connection never reads as a
 * short list.
 *
 * @param root Name of the root element, or the names it may have.
 * @throws XmlError
 */
export function readXml<S extends Schema>(
  root: string | readonly string[],
  schema: S,
  text: string,
  options: ReadXmlOptions = {},
): Promise<TypeOf<S>> {
  return readClosedXml(root, schema, text, options, readUnknown)
}

/** The same for a schema without `unknownElements`, with less code: their reader is left out. */
export async function readClosedXml<S extends Schema>(
  root: string | readonly string[],
  schema: S,
  text: string,
  { unknown = 'ignore', maxCharacters = 67_108_864 }: ReadXmlOptions = {},
  unknownReader?: ReadUnknown,
): Promise<TypeOf<S>> {
  if (text.length > maxCharacters) {
    throw new XmlError(`The document is longer than ${maxCharacters} characters.`, '', { code: 'DocumentTooLarge' })
  }
  const roots = typeof root === 'string' ? [root] : root
  return readDocument(roots, schema, text, unknown === 'ignore' ? undefined : unknown, unknownReader) as Promise<TypeOf<S>>
}
