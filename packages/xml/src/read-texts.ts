import { readClosedXml } from './read-xml.js'
import type { StructSchema } from './schema.js'

/** Reads a document whose root holds elements of text, as `readXml` does. Pages have a reader with less code for these. */
export function readTexts(root: string, schema: StructSchema, text: string): Promise<unknown> {
  return readClosedXml(root, schema, text)
}
