import { writeXml } from '@cos/xml'
import type { Draft, XmlBody } from './bindings.js'
import type { AnyOperation } from './define-operation.js'

/** Writes the document of a request, with what COS wants to be told of it. */
export function writeDocument(draft: Draft, { root, schema }: XmlBody, input: unknown, { digest }: AnyOperation): void {
  const bytes = new TextEncoder().encode(writeXml(root, schema, input))
  draft.body = bytes
  draft.headers['content-type'] = 'application/xml'
  if (digest) draft.headers[digest.header] = digest.digest(bytes)
}
