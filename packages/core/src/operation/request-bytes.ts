import { refuse } from '../errors/input-error.js'
import { isBlob, isStream } from '../transport/chunks-of.js'
import type { Body } from '../transport/transport.js'
import type { Draft } from './bindings.js'
import type { Place } from './layout.js'

/** Takes the bytes of a request: text and buffers as a `Uint8Array`, everything else as it is. */
export function sendBytes(draft: Draft, { member }: Place, value: unknown): void {
  if (typeof value === 'string') draft.body = new TextEncoder().encode(value)
  else if (value instanceof ArrayBuffer) draft.body = new Uint8Array(value)
  else if (ArrayBuffer.isView(value)) draft.body = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  else if (typeof value === 'function' || isBlob(value) || isStream(value)) draft.body = value as Body
  else refuse(member, 'must be text, bytes, a Blob, a stream, or a function that returns one')
  const { size, byteLength = size } = value as Partial<Blob & Uint8Array>
  if (byteLength! > 5 * 1024 ** 3) refuse(member, 'must be 5 GB or less')
}
