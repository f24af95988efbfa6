import { type Body, type BodySource, chunksOf, InputError } from '@cos/core'
import { joinBytes } from '../bytes/join-bytes.js'
import type { Content, Piece } from '../formats/object-format.js'

/** Length of a body, where it can be seen. */
export function sizeOfBody(body: unknown): number | undefined {
  if (body === undefined) return 0
  if (typeof body === 'string') return new TextEncoder().encode(body).byteLength
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return body.byteLength
  return body instanceof Blob ? body.size : undefined
}

/**
 * Encrypts a body: a stream as it is sent, and a function's for each attempt. What lies in memory stays there, because pages
 * cannot send streams, and `fetch` anywhere sends them without a length.
 */
export async function encryptedBody(body: Body | undefined, content: Content, piece: Piece): Promise<Body> {
  const encrypt = (source: BodySource) => content.encrypt(chunksOf(bytesOf(source)), piece)
  if (typeof body === 'function') return async () => encrypt(await body())
  if (sizeOfBody(body) === undefined) return encrypt(body as BodySource)
  const pieces: Uint8Array<ArrayBuffer>[] = []
  // Copies: what is encrypted next may be in the same memory.
  for await (const part of encrypt(body ?? new Uint8Array(0))) pieces.push(part.slice() as Uint8Array<ArrayBuffer>)
  // A Blob may lie outside of memory.
  return body instanceof Blob ? new Blob(pieces) : joinBytes(pieces)
}

/** `chunksOf` knows what a request may hold; a view of other numbers is bytes too. */
function bytesOf(source: BodySource): BodySource {
  return ArrayBuffer.isView(source) && !(source instanceof Uint8Array)
    ? new Uint8Array((source as ArrayBufferView).buffer, (source as ArrayBufferView).byteOffset, (source as ArrayBufferView).byteLength)
    : source
}

/** Refuses a digest that cannot be the one of the bytes that are sent. */
export function refuseDigest(contentMd5: unknown): void {
  if (contentMd5 === undefined) return
  throw new InputError('is the digest of the content, but COS receives the encrypted bytes; leave it out, those are checked', {
    member: 'contentMd5',
  })
}
