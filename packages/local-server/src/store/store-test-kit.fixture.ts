import { createHash } from 'node:crypto'
import type { JsonObject } from './json.js'
import type { ObjectReader, Store, Versioning } from './store.js'

/** Gathers what an iterable yields. */
export async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const chunk of chunks) pieces.push(chunk.slice())
  return Buffer.concat(pieces)
}

/** Makes bytes that differ from place to place, so that a piece in the wrong place is seen. */
export function pattern(sizeBytes: number, seed = 1): Buffer {
  const bytes = Buffer.allocUnsafe(sizeBytes)
  let state = seed >>> 0 || 1
  for (let at = 0; at < sizeBytes; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}

/** Yields bytes in chunks, in one buffer that is used again and again, as a producer may. */
export async function* chunked(bytes: Uint8Array, chunkSizeBytes: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(chunkSizeBytes)
  for (let start = 0; start < bytes.byteLength; start += chunkSizeBytes) {
    const piece = bytes.subarray(start, start + chunkSizeBytes)
    buffer.set(piece)
    yield buffer.subarray(0, piece.byteLength)
    buffer.fill(0xee)
  }
}

/** MD5 in lower-case hex. */
export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex')
}

/** Puts an object into the bucket `b`. */
export async function put(
  store: Store,
  key: string,
  content: string | Uint8Array,
  versioning: Versioning = 'never',
  attributes: JsonObject = {},
) {
  const body = await store.stage(typeof content === 'string' ? Buffer.from(content) : content)
  const outcome = await store.putObject({ bucket: 'b', key, body, versioning, attributes })
  if (outcome.outcome !== 'stored') throw new Error(`put of ${key}: ${outcome.outcome}`)
  return outcome.record
}

/** Opens an object of the bucket `b`. */
export async function open(store: Store, key: string, versionId?: string): Promise<ObjectReader> {
  const opened = await store.openObject({ bucket: 'b', key, versionId })
  if (opened.outcome !== 'found') throw new Error(`open of ${key}: ${opened.outcome}`)
  return opened.reader
}

/** Reads an object of the bucket `b`. */
export async function read(store: Store, key: string, versionId?: string): Promise<Buffer> {
  const reader = await open(store, key, versionId)
  try {
    return await gather(reader.read())
  } finally {
    await reader.close()
  }
}
