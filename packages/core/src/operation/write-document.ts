import { writeElement, writeOpenElement } from '@cos/xml'
import type { XmlBody } from './bindings.js'
import { layoutOf } from './layout.js'

/** Writes the document of a request, with what COS wants to be told of it. */
export const writeDocument: XmlBody['write'] = writeBy(writeOpenElement)

/** The same for a schema that has no `unknownElements`. */
export const writeClosedDocument: XmlBody['write'] = writeBy(writeElement)

/** Writes the document of a request unless every element of it is left out. */
export const writeDocumentIfAny: XmlBody['write'] = (draft, document, input, operation) => {
  const values = input as Readonly<Record<string, unknown>>
  const elsewhere = new Set(layoutOf(operation).input.map(({ member }) => member))
  const hasElement = Object.keys(document.members).some((member) => !elsewhere.has(member) && values[member] !== undefined)
  if (hasElement) writeDocument(draft, document, input, operation)
}

/* @__NO_SIDE_EFFECTS__ */
function writeBy(write: typeof writeOpenElement): XmlBody['write'] {
  return (draft, { root, schema }, input, { digest }) => {
    const bytes = new TextEncoder().encode(write(root, schema, input))
    draft.body = bytes
    draft.headers['content-type'] = 'application/xml'
    if (digest) draft.headers[digest.header] = digest.digest(bytes)
  }
}
