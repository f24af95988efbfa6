import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc32 } from './crc32.js'
import { eventMessage, framed, messageOf } from './messages.fixture.js'
import { type SelectEvent, SelectResult } from './select-result.js'
import recorded from './vectors/select-event-stream.json' with { type: 'json' }

interface Expected {
  readonly outcome: string
  readonly events: readonly {
    readonly type: string
    readonly payloadBase64?: string
    readonly payloadSha256?: string
    readonly details?: Readonly<Record<string, string>>
    readonly code?: string
    readonly message?: string
  }[]
}

/** Reads a stream that comes in these pieces: its events, and the error it ended with. */
async function read(pieces: Iterable<Uint8Array>) {
  let wasClosed = false
  const body = {
    bytes: async () => new Uint8Array(),
    cancel: async () => {},
    async *[Symbol.asyncIterator]() {
      try {
        yield* pieces
      } finally {
        wasClosed = true
      }
    },
  }
  const events: SelectEvent[] = []
  try {
    for await (const event of new SelectResult({ status: 200, headers: { 'x-cos-request-id': 'r' }, body })) events.push(event)
    return { events, error: undefined, wasClosed: () => wasClosed }
  } catch (error) {
    return { events, error: error as Error & Record<string, unknown>, wasClosed: () => wasClosed }
  }
}

const pieced = function* (bytes: Uint8Array, sizeBytes: number) {
  for (let at = 0; at < bytes.length; at += sizeBytes) yield bytes.subarray(at, at + sizeBytes)
}

const figures = (name: string) =>
  `<${name}><BytesScanned>18446744073709551615</BytesScanned><BytesProcessed>2</BytesProcessed><BytesReturned>3</BytesReturned></${name}>`
const whole = Buffer.concat([
  eventMessage('Records', 'a,ä\n'),
  eventMessage('Cont'),
  eventMessage('Progress', figures('Progress')),
  eventMessage('Records', 'b\n'),
  eventMessage('Stats', figures('Stats')),
  eventMessage('End'),
])

describe('the recorded stream', () => {
  const outcomes: Readonly<Record<string, object | undefined>> = {
    ok: undefined,
    truncated: { name: 'TransportError', code: 'ConnectionLost' },
    'prelude-crc-mismatch': { name: 'ResponseError', code: 'UnreadableResponse', message: expect.stringContaining('prelude') },
    'message-crc-mismatch': {
      name: 'ResponseError',
      code: 'UnreadableResponse',
      message: expect.stringContaining('checksum of a message'),
    },
    'invalid-length': { name: 'ResponseError', code: 'UnreadableResponse', message: expect.stringContaining('impossible lengths') },
  }

  for (const { id, note, streamBase64, expected } of recorded.cases as readonly unknown[] as readonly {
    id: string
    note: string
    streamBase64: string
    expected: Expected
  }[]) {
    test.each([1, 7, Number.MAX_SAFE_INTEGER])(`${id} (${note}) in pieces of %d bytes`, async (sizeBytes) => {
      const { events, error, wasClosed } = await read(pieced(Buffer.from(streamBase64, 'base64'), sizeBytes))
      const known = expected.events.filter(({ type }) => type !== 'unknown' && type !== 'error')
      expect(events.map(({ type }) => type)).toEqual(known.map(({ type }) => type))
      for (const [index, event] of events.entries()) {
        const { payloadBase64, payloadSha256, details } = known[index]!
        if (event.type === 'Records' && payloadBase64 !== undefined)
          expect(Buffer.from(event.payload).toString('base64')).toBe(payloadBase64)
        else if (event.type === 'Records') expect(createHash('sha256').update(event.payload).digest('hex')).toBe(payloadSha256)
        else if (details) {
          const { BytesScanned = '', BytesProcessed = '', BytesReturned = '' } = details
          const wanted = {
            bytesScanned: BigInt(BytesScanned),
            bytesProcessed: BigInt(BytesProcessed),
            bytesReturned: BigInt(BytesReturned),
          }
          expect(event).toMatchObject(wanted)
        }
      }
      const failure = expected.events.find(({ type }) => type === 'error')
      if (failure) {
        expect(error).toMatchObject({ name: 'ServiceError', code: failure.code, status: 200, requestId: 'r' })
        expect(error!.message).toContain(failure.message)
      } else if (outcomes[expected.outcome]) expect(error).toMatchObject(outcomes[expected.outcome]!)
      else expect(error).toBeUndefined()
      expect(wasClosed()).toBe(true)
    })
  }
})

describe('a stream', () => {
  test('gives the same events wherever it is cut into pieces', async () => {
    const { events } = await read([whole])
    expect(events).toMatchObject([
      { type: 'Records' },
      { type: 'Cont' },
      { type: 'Progress', bytesScanned: 18446744073709551615n, bytesProcessed: 2n, bytesReturned: 3n },
      { type: 'Records' },
      { type: 'Stats' },
      { type: 'End' },
    ])
    for (let at = 0; at <= whole.length; at++) expect((await read([whole.subarray(0, at), whole.subarray(at)])).events).toEqual(events)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(whole.length), { maxLength: 20 }), async (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), whole.length]
        expect((await read(edges.slice(1).map((end, index) => whole.subarray(edges[index], end)))).events).toEqual(events)
      }),
    )
  })

  test('that ends anywhere before its end is an error', async () => {
    for (let length = 0; length < whole.length; length++) {
      expect((await read([whole.subarray(0, length)])).error, `ends after ${length}`).toMatchObject({ code: 'ConnectionLost' })
    }
  })

  test('with any bit turned over never reads as something else', async () => {
    const { events } = await read([whole])
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const damaged = Buffer.from(whole)
        damaged[bit >> 3]! ^= 1 << (bit & 7)
        const outcome = await read([damaged])
        expect(outcome.error).toBeDefined()
        expect(events.slice(0, outcome.events.length)).toEqual(outcome.events)
      }),
    )
  })

  test('holds one message, however long it is', async () => {
    const piece = Buffer.alloc(65_536, 'x')
    const message = eventMessage('Records', piece)
    let sentBytes = 0
    let readBytes = 0
    let mostHeld = 0
    const source = function* () {
      for (let count = 0; count < 200; count++) {
        sentBytes += message.length
        mostHeld = Math.max(mostHeld, sentBytes - readBytes)
        yield message
      }
      yield eventMessage('End')
    }
    const body = {
      bytes: async () => piece,
      cancel: async () => {},
      [Symbol.asyncIterator]: async function* () {
        yield* source()
      },
    }
    for await (const record of new SelectResult({ status: 200, headers: {}, body }).records()) readBytes += record.byteLength
    expect(readBytes).toBe(200 * piece.length)
    expect(mostHeld).toBeLessThan(3 * message.length + 200 * 128)
  })

  test('may hold headers of other types, and none', async () => {
    const other = Buffer.from([1, 97, 0, 1, 98, 4, 0, 0, 0, 1, 1, 99, 6, 0, 2, 1, 2, 1, 100, 8, 0, 0, 0, 0, 0, 0, 0, 0])
    const end = Buffer.from('0d3a6d6573736167652d747970650700056576656e740b3a6576656e742d74797065070003456e64', 'hex')
    expect((await read([framed(Buffer.concat([other, end]), Buffer.alloc(0))])).events).toEqual([{ type: 'End' }])
    expect((await read([framed(Buffer.alloc(0), Buffer.alloc(0))])).error).toMatchObject({ code: 'UnreadableResponse' })
    for (const block of ['01610a', '0161070005', '05']) {
      expect((await read([framed(Buffer.from(block, 'hex'), Buffer.alloc(0))])).error).toMatchObject({ code: 'UnreadableResponse' })
    }
  })

  test('with figures that are none is an error', async () => {
    expect((await read([eventMessage('Stats', '<Stats/>')])).error).toMatchObject({ code: 'UnreadableResponse' })
    expect((await read([messageOf({ ':message-type': 'other' })])).error).toMatchObject({ code: 'UnreadableResponse' })
  })

  test('is text once its records are joined', async () => {
    const bytes = Buffer.from('ä😀\n')
    const messages = [...pieced(bytes, 1)].map((piece) => eventMessage('Records', piece))
    const body = {
      bytes: async () => bytes,
      cancel: async () => {},
      [Symbol.asyncIterator]: async function* () {
        yield* [...messages, eventMessage('End')]
      },
    }
    const result = new SelectResult({ status: 200, headers: {}, body })
    expect(await result.text()).toBe('ä😀\n')
    await expect(result.text()).rejects.toThrow('read already')
  })
})

test('the checksum is that of zlib', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
  expect(crc32(Buffer.from('6789'), crc32(Buffer.from('12345')))).toBe(0xcbf43926)
})
