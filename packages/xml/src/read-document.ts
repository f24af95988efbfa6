import { checkRoot } from './check-root.js'
import { documentStart } from './document-start.js'
import { parseXml } from './parse/fast-xml-parser.js'
import { type ReadUnknown, readValue } from './read-value.js'
import type { RefuseUnknown } from './refuse-unknown.js'
import { scanXml } from './scan/scan-xml.js'
import type { Schema } from './schema.js'
import { XmlError } from './xml-error.js'

/** Reads a document in one pass where it is plain; the parser takes the others. */
export async function readDocument(
  names: readonly string[],
  schema: Schema,
  text: string,
  refuse: RefuseUnknown | undefined,
  unknown: ReadUnknown,
): Promise<unknown> {
  const start = documentStart(text)
  if (!start) throw new XmlError('The text is not an XML document.', '', { code: 'MalformedXml' })
  checkRoot(names, start.name)
  const scanned = scanXml(text, start, schema, refuse !== undefined)
  if (scanned) return scanned.value
  const node = await parseXml(text.slice(start.at))
  refuse?.(schema, node, '')
  return readValue(schema, node, '', unknown)
}
