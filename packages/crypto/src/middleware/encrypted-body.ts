import { type Body, type BodySource, chunksOf, InputError } from '@cos/core'
import { joinBytes } from '../bytes/join-bytes.js'
import { utf8 } from '../bytes/utf8.js'
import type { Content, Piece } from '../formats/object-format.js'

/** Length of a body, where it can be seen. */
export function sizeOfBody(body: unknown): number | undefined {
  return bytesIn(body)?.byteLength ?? (body instanceof Blob ? body.size : undefined)
}

/**
 * Encrypts a body: a stream as it is sent, and a function's for each attempt. What lies in memory stays there, because pages
 * cannot send streams, and `fetch` anywhere sends them without a length.
 */
export async function encryptedBody(body: Body | undefined, content: Content, piece: Piece): Promise<Body> {
  const encrypt = (source: BodySource | undefined) => content.encrypt(chunksOf(bytesIn(source) ?? source!), piece)
  if (typeof body === 'function') return async () => encrypt(await body())
  const encrypted = encrypt(body)
  if (sizeOfBody(body) === undefined) return encrypted
  const pieces: Uint8Array<ArrayBuffer>[] = []
  // Copies: what is encrypted next may be in the same memory.
  for await (const part of encrypted) pieces.push(part.slice() as Uint8Array<ArrayBuffer>)
  // A Blob may lie outside of memory.
  return body instanceof Blob ? new Blob(pieces) : joinBytes(pieces)
}

/** The bytes of a body that lies in memory; a view of other numbers is bytes too. */
function bytesIn(body: unknown): Uint8Array | undefined {
  if (body === undefined || typeof body === 'string') return utf8(body)
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  return body instanceof ArrayBuffer ? new Uint8Array(body) : undefined
}

/** Refuses a digest that cannot be the one of the bytes that are sent. */
export function refuseDigest(contentMd5: unknown): void {
  if (contentMd5 === undefined) return
  throw new InputError('is not that of the encrypted bytes; leave it out', {
    member: 'contentMd5',
  })
}
