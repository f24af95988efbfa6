import { parseXml } from '#parse'
import { scanXml } from '#scan'
import { documentStart } from './document-start.js'
import type { XmlNode } from './parse/parse.js'
import { readValue } from './read-value.js'
import type { RefuseUnknown } from './refuse-unknown.js'
import type { Schema, TypeOf } from './schema.js'
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
export async function readXml<S extends Schema>(
  root: string | readonly string[],
  schema: S,
  text: string,
  options: ReadXmlOptions = {},
): Promise<TypeOf<S>> {
  const { unknown = 'ignore', maxCharacters = 67_108_864 } = options
  if (text.length > maxCharacters) {
    throw new XmlError(`The document is longer than ${maxCharacters} characters.`, '', { code: 'DocumentTooLarge' })
  }
  const start = documentStart(text)
  if (!start) throw new XmlError('The text is not an XML document.', '', { code: 'MalformedXml' })
  const names = typeof root === 'string' ? [root] : root
  if (!names.includes(start.name)) {
    throw new XmlError(`The root element must be ${names.join(' or ')}, not ${start.name.slice(0, 32)}.`, '', { code: 'UnexpectedRoot' })
  }
  const refuse = unknown === 'ignore' ? undefined : unknown
  const scanned = scanXml(text, start, schema, refuse !== undefined)
  if (scanned) return scanned.value as TypeOf<S>
  const node: XmlNode = await parseXml(text.slice(start.at))
  refuse?.(schema, node, '')
  return readValue(schema, node, '') as TypeOf<S>
}
