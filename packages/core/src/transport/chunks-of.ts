import type { BodySource } from './transport.js'

/** Reads any body source chunk by chunk. */
export async function* chunksOf(source: BodySource): AsyncIterable<Uint8Array> {
  if (typeof source === 'string') yield new TextEncoder().encode(source)
  else if (source instanceof Uint8Array) yield source
  else if (source instanceof ArrayBuffer) yield new Uint8Array(source)
  else if (isBlob(source)) yield* chunksOfStream(source.stream())
  else if (Symbol.asyncIterator in source) yield* source
  else yield* chunksOfStream(source)
}

/** Reads a web stream chunk by chunk; some browsers cannot iterate over one. Leaving early cancels it. */
export async function* chunksOfStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value
  } finally {
    await reader.cancel().catch(() => {})
    reader.releaseLock()
  }
}

/** Tells a stream: what can be read once. */
export function isStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && (Symbol.asyncIterator in body || 'getReader' in body)
}

/** Tells a Blob. */
export function isBlob(body: unknown): body is Blob {
  return body instanceof Blob
}
