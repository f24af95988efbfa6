import type { DocumentStart } from '../document-start.js'
import type { Schema } from '../schema.js'

/**
 * Tries to read a document in one pass, straight into a value. `undefined` says "not mine": the document is outside the
 * strict grammar the scan knows, or is wrong, and the parser decides. What the scan does read is what the
 * parser would have read.
 */
export type ScanXml = (text: string, start: DocumentStart, schema: Schema, isStrict: boolean) => { readonly value: unknown } | undefined
