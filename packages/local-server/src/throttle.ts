import type { Clock } from '@cos/core'
import { Fault } from './fault.js'
import type { RequestBody, ServerAnswer, ServerRequest } from './server-request.js'

/** Slows bodies down to the `x-cos-traffic-limit` of their request. */
export interface Throttle {
  incoming(request: ServerRequest, query: Readonly<Record<string, string>>): RequestBody
  outgoing(request: ServerRequest, query: Readonly<Record<string, string>>, answer: ServerAnswer): ServerAnswer
}

const header = 'x-cos-traffic-limit'
/** A slice is a tenth of a second's worth. */
const slicesPerSecond = 10

/** Prepares the throttle. Waiting is the clock's, so tests need not wait. */
export function createThrottle(clock: Clock): Throttle {
  return {
    incoming(request, query) {
      const limit = limitOf(request, query)
      const { body } = request
      if (limit === undefined || body.sizeBytes === 0) return body
      const slowed = slow(body, limit, clock)
      return {
        sizeBytes: body.sizeBytes,
        async bytes() {
          const chunks: Uint8Array[] = []
          for await (const chunk of slow(body, limit, clock)) chunks.push(chunk.slice())
          return Buffer.concat(chunks)
        },
        [Symbol.asyncIterator]: () => slowed[Symbol.asyncIterator](),
      }
    },
    outgoing(request, query, answer) {
      const limit = limitOf(request, query)
      if (limit === undefined || answer.body === undefined || request.method !== 'GET') return answer
      return { ...answer, body: slow(answer.body instanceof Uint8Array ? [answer.body] : answer.body, limit, clock) }
    },
  }
}

function limitOf({ headers }: ServerRequest, query: Readonly<Record<string, string>>): number | undefined {
  const text = headers[header] || query[header]
  if (!text) return undefined
  const bitsPerSecond = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (bitsPerSecond < 819_200 || bitsPerSecond > 838_860_800) {
    throw new Fault('InvalidArgument', { message: `${header} must be between 819200 and 838860800 bit/s.` })
  }
  return bitsPerSecond
}

async function* slow(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  bitsPerSecond: number,
  clock: Clock,
): AsyncGenerator<Uint8Array> {
  const sliceBytes = Math.ceil(bitsPerSecond / 8 / slicesPerSecond)
  const startedAtMs = clock.now()
  let sentBytes = 0
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.byteLength; start += sliceBytes) {
      const slice = chunk.subarray(start, start + sliceBytes)
      sentBytes += slice.byteLength
      const waitMs = startedAtMs + (sentBytes * 8000) / bitsPerSecond - clock.now()
      if (waitMs > 0) await clock.sleep(waitMs)
      yield slice
    }
  }
}
