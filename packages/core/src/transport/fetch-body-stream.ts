import { chunksOf, isBlob } from './chunks-of.js'
import type { BodySource } from './transport.js'

/** The body of a `fetch` outside of pages: streams are sent as they are read. */
export function fetchBody(source: BodySource): RequestInit {
  if (typeof source === 'string' || ArrayBuffer.isView(source) || source instanceof ArrayBuffer || isBlob(source)) {
    return { body: source as BodyInit }
  }
  return { body: streamOf(source), duplex: 'half' } as RequestInit
}

function streamOf(source: BodySource): ReadableStream<Uint8Array> {
  if (typeof source === 'object' && 'getReader' in source) return source
  const iterator = chunksOf(source)[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel(reason) {
      await iterator.return?.(reason)
    },
  })
}
