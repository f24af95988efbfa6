import { checkRoot } from './check-root.js'
import { parseXml } from './parse/small-parser.js'
import { type ReadUnknown, readValue } from './read-value.js'
import type { RefuseUnknown } from './refuse-unknown.js'
import type { Schema } from './schema.js'

/** Reads a document with the parser of pages. */
export async function readDocument(
  names: readonly string[],
  schema: Schema,
  text: string,
  refuse: RefuseUnknown | undefined,
  unknown: ReadUnknown,
): Promise<unknown> {
  const node = await parseXml(text)
  checkRoot(names, node.name)
  refuse?.(schema, node, '')
  return readValue(schema, node, '', unknown)
}
