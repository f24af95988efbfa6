import { writeElement } from '@cos/xml'
import type { Draft, XmlBody } from './bindings.js'
import type { AnyOperation } from './define-operation.js'
import { layoutOf } from './layout.js'

/** Writes the document of a request, with what COS wants to be told of it. */
export function writeDocument(draft: Draft, { root, schema }: XmlBody, input: unknown, { digest }: AnyOperation): void {
  const bytes = new TextEncoder().encode(writeElement(root, schema, input))
  draft.body = bytes
  draft.headers['content-type'] = 'application/xml'
  if (digest) draft.headers[digest.header] = digest.digest(bytes)
}

/** Writes the document of a request unless every element of it is left out. */
export function writeDocumentIfAny(draft: Draft, document: XmlBody, input: unknown, operation: AnyOperation): void {
  const values = input as Readonly<Record<string, unknown>>
  const elsewhere = new Set(layoutOf(operation).input.map(({ member }) => member))
  const hasElement = Object.keys(document.members).some((member) => !elsewhere.has(member) && values[member] !== undefined)
  if (hasElement) writeDocument(draft, document, input, operation)
}
