import { chunksOf, isStream } from './chunks-of.js'
import type { BodySource } from './transport.js'

/** Headers that `fetch` sets by itself and refuses to take. */
const forbidden = /^(host|content-length|user-agent|expect|connection)$/

/** Body and headers of a `fetch` outside of pages: streams are sent as they are read. */
export function fetchInit(source: BodySource | undefined, given: Readonly<Record<string, string>>): RequestInit {
  const headers = Object.entries(given).filter(([name]) => !forbidden.test(name))
  if (!isStream(source)) return { body: (source ?? null) as BodyInit | null, headers }
  return { body: streamOf(source as BodySource), headers, duplex: 'half' } as RequestInit
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
