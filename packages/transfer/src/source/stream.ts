import { InputError } from '@cos/core'
import type { StreamSource } from './source.js'

/** Opens a stream: a web one, a Node one, or anything that is iterated asynchronously. */
export function openStream(source: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>): StreamSource {
  if (typeof source === 'object' && source !== null) {
    if ('getReader' in source) {
      const reader = source.getReader()
      return { chunks: { next: () => reader.read() as Promise<IteratorResult<Uint8Array>> }, close: () => reader.cancel() }
    }
    if (Symbol.asyncIterator in source) {
      const chunks = source[Symbol.asyncIterator]()
      return { chunks, close: async () => leave(source, chunks) }
    }
  }
  throw new InputError('must be a path, bytes, a Blob or File, or a stream of bytes', { member: 'source' })
}

/** A Node stream is told to stop; waiting for its iterator would take as long as the read that is under way. */
async function leave(source: object, chunks: AsyncIterator<Uint8Array>): Promise<void> {
  if ('destroy' in source && typeof source.destroy === 'function') source.destroy()
  else void chunks.return?.()?.catch(() => {})
}
