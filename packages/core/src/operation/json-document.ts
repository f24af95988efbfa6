import type { StructSchema } from '@cos/xml'
import { refuse } from '../errors/input-error.js'
import type { CodecSchema, Draft, JsonDocument } from './bindings.js'
import type { AnyOperation } from './define-operation.js'

/** Writes the body of a request that is one JSON value, with what COS wants to be told of it. */
export function writeJson(draft: Draft, { root, members }: JsonDocument, input: unknown, { digest }: AnyOperation): void {
  const value = (input as Readonly<Record<string, unknown>>)[root]
  if (value === undefined) refuse(root, 'is required')
  const bytes = new TextEncoder().encode((members[root] as CodecSchema).format(value, root, undefined))
  draft.body = bytes
  draft.headers['content-type'] = 'application/json'
  if (digest) draft.headers[digest.header] = digest.digest(bytes)
}

/** Reads a body that is one JSON value. */
export async function readJson(root: string, { members }: StructSchema, text: string): Promise<object> {
  return { [root]: (members[root] as CodecSchema).parse!(text, root) }
}
