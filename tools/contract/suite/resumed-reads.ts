import { crc64, GetObjectCommand, type GetObjectInput, type HttpRequest, type Payload, PutObjectCommand, TransportError } from '@cos/core'
import type { ScriptedFault } from '@cos/local-server'
import { describe, expect, test } from 'vitest'
import { recordedClient } from './recorded-client.js'
import { bytesOfLength, clientOf, failureOf, freshBucket, type World } from './world.js'

const content = bytesOfLength(300_000)
const cut = (afterBytes: number): ScriptedFault => ({ operation: 'GetObject', cut: 'mid-body', afterBytes })
const change = (headers: Record<string, string>): ScriptedFault => ({
  operation: 'GetObject',
  change: (answer) => ({ ...answer, headers: { ...answer.headers, ...headers } }),
})

const ways = {
  bytes: (body: Payload) => body.bytes(),
  iteration: async (body: Payload) => {
    const chunks: BlobPart[] = []
    for await (const chunk of body) chunks.push(chunk as BlobPart)
    return new Uint8Array(await new Blob(chunks).arrayBuffer())
  },
  stream: async (body: Payload) => new Uint8Array(await new Response(body.stream() as ReadableStream<never>).arrayBuffer()),
} satisfies Record<string, (body: Payload) => Promise<Uint8Array>>

/** Bytes that break off on the way: the rest is read from the same version, or the read fails. */
export function resumedReadsSuite(world: World): void {
  const { script } = world
  if (!script) return
  const direct = clientOf(world)

  const stored = async (body: Uint8Array = content) => {
    const address = { bucket: await freshBucket(world), key: 'a' }
    const { etag } = await direct.send(new PutObjectCommand({ ...address, body }))
    return { ...address, etag }
  }
  const read = async (faults: readonly ScriptedFault[], input: GetObjectInput, way: keyof typeof ways = 'bytes') => {
    const { client, requests, sleptMs } = recordedClient(world)
    for (const fault of faults) script.next(fault)
    const outcome = await client
      .send(new GetObjectCommand(input))
      .then(({ body }) => ways[way](body))
      .finally(() => expect(script.pending).toBe(0))
      .then(
        (bytes) => ({ crc64: crc64(bytes) }),
        (error: unknown) => ({ error: error as Error }),
      )
    return { ...outcome, requests, sleptMs }
  }
  /** Where a request that goes on begins. */
  const placeOf = ({ headers }: HttpRequest) => Number(/^bytes=(\d+)-/.exec(headers['range']!)![1])

  describe('a read that is cut', () => {
    test.each(Object.keys(ways) as (keyof typeof ways)[])('goes on where it was cut, read as %s', async (way) => {
      const { etag, ...address } = await stored()
      const outcome = await read([cut(100_000), cut(50_000)], address, way)
      expect(outcome).toMatchObject({ crc64: crc64(content) })
      const [first, ...others] = outcome.requests
      expect(first!.headers['range']).toBeUndefined()
      expect(others.map(({ headers }) => [headers['if-match'], headers['x-cos-sdk-retry']])).toEqual([
        [etag, 'true'],
        [etag, 'true'],
      ])
      expect(others.map(({ headers }) => headers['range'])).toEqual([
        expect.stringMatching(/^bytes=\d+-299999$/),
        expect.stringMatching(/^bytes=\d+-299999$/),
      ])
      // What was under way when the connection broke may or may not have come.
      expect(placeOf(others[0]!)).toBeLessThanOrEqual(100_000)
      expect(outcome.sleptMs).toEqual([100, 100])
    })

    test('has as many attempts as the policy gives since bytes last came', async () => {
      const address = await stored()
      const cuts = Array.from({ length: 9 }, () => cut(30_000))
      expect(await read(cuts, address, 'iteration')).toMatchObject({ crc64: crc64(content) })
      const busy: ScriptedFault = { operation: 'GetObject', status: 503, code: 'ServiceUnavailable', times: 3 }
      const given = await read([cut(100_000), busy], address, 'iteration')
      expect(given).toMatchObject({ error: { name: 'ServiceError', status: 503 }, sleptMs: [100, 200, 400] })
      const some = await read([cut(100_000), { ...busy, times: 2 }, cut(100_000), { ...busy, times: 2 }], address, 'iteration')
      expect(some).toMatchObject({ crc64: crc64(content), sleptMs: [100, 200, 400, 100, 200, 400] })
    })

    test('is not gone on with when nothing is to be repeated', async () => {
      const address = await stored()
      script.next(cut(100_000))
      const { body } = await direct.send(new GetObjectCommand(address))
      expect(await failureOf(body.bytes())).toMatchObject({ name: 'TransportError', code: 'ConnectionLost' })
    })

    test('is an error when the object was replaced meanwhile', async () => {
      const address = await stored()
      const { client, requests } = recordedClient(world)
      script.next(cut(100_000))
      const { body } = await client.send(new GetObjectCommand(address))
      await direct.send(new PutObjectCommand({ ...address, body: bytesOfLength(300_001) }))
      expect(await failureOf(body.bytes())).toMatchObject({ name: 'ResponseError', code: 'ObjectChanged', status: 412 })
      expect(requests).toHaveLength(2)
    })

    test.each([
      ['a range', { first: 1000, last: 250_999 }, 1000, 251_000],
      ['an open range', { first: 1000 }, 1000, 300_000],
      ['the last bytes', { suffixLength: 250_000 }, 50_000, 300_000],
    ] as const)('goes on within %s', async (_, range, from, to) => {
      const address = await stored()
      const outcome = await read([cut(100_000)], { ...address, range })
      expect(outcome).toMatchObject({ crc64: crc64(content.subarray(from, to)) })
      expect(outcome.requests[1]!.headers['range']).toMatch(new RegExp(`^bytes=\\d+-${to - 1}$`))
    })

    test('keeps what the answer depends on, and drops the conditions that were met', async () => {
      const { etag, ...address } = await stored()
      const long = new Date(Date.now() + 86_400_000)
      const conditions = { ifNoneMatch: '"0"', ifModifiedSince: new Date(0), ifUnmodifiedSince: long }
      const outcome = await read([cut(100_000)], {
        ...address,
        ...conditions,
        responseContentType: 'text/x-a',
        trafficLimitBitsPerSecond: 8_000_000,
      })
      expect(outcome).toMatchObject({ crc64: crc64(content) })
      const { headers, query } = outcome.requests[1]!
      expect(headers).toMatchObject({ 'if-match': etag, 'x-cos-traffic-limit': '8000000' })
      expect(Object.keys(headers).filter((name) => /^if-/.test(name))).toEqual(['if-match'])
      expect(query).toMatchObject({ 'response-content-type': 'text/x-a' })
    })

    test('is compared as a whole with its checksum', async () => {
      const address = await stored()
      const fault: ScriptedFault = {
        change: (answer) => ({ ...answer, cutAfterBytes: 100_000, headers: { ...answer.headers, 'x-cos-hash-crc64ecma': '1' } }),
      }
      const outcome = await read([fault], address)
      expect(outcome).toMatchObject({ error: { name: 'ResponseError', code: 'ChecksumMismatch' } })
      expect(outcome.requests).toHaveLength(2)
    })

    test('takes no bytes but those it asked for', async () => {
      const address = await stored()
      const shifted = { ...change({ 'content-range': 'bytes 0-299999/300000' }), times: 3 }
      expect(await read([cut(100_000), shifted], address)).toMatchObject({ error: { name: 'ResponseError', code: 'UnreadableResponse' } })
      const other = { ...change({ etag: '"0cc175b9c0f1b6a831c399e269772661"' }), times: 3 }
      expect(await read([cut(100_000), other], address)).toMatchObject({ error: { name: 'ResponseError', code: 'ObjectChanged' } })
    })

    test('ends with the signal and with the deadline', async () => {
      const address = await stored()
      const reason = new Error('the user left')
      const controller = new AbortController()
      const broken: World['transport'] = async (request) => {
        const answer = await world.transport(request)
        const lost = new TransportError('broken', { code: 'ConnectionLost' })
        const body = { ...answer.body, [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(lost) }) }
        await answer.body.cancel()
        return { ...answer, body: { ...body, bytes: () => Promise.reject(lost), cancel: async () => {} } }
      }
      const clock = { now: () => Date.now(), random: () => 0.5, sleep: async () => controller.abort(reason) }
      const { client } = recordedClient(world, { transport: broken, clock })
      const { body } = await client.send(new GetObjectCommand(address), { signal: controller.signal })
      expect(await failureOf(body.bytes())).toBe(reason)
      const waiting = (_: number, signal?: AbortSignal) =>
        new Promise<void>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      const late = recordedClient(world, { transport: broken, clock: { ...clock, sleep: waiting } })
      const reading = late.client.send(new GetObjectCommand(address), { deadlineMs: 100 }).then((answer) => answer.body.bytes())
      expect(await failureOf(reading)).toMatchObject({ name: 'TransportError', code: 'DeadlineExceeded' })
    })

    test('can be left early', async () => {
      const address = await stored()
      const { client } = recordedClient(world)
      script.next(cut(100_000))
      const { body } = await client.send(new GetObjectCommand(address))
      let seen = 0
      for await (const chunk of body) {
        seen += chunk.byteLength
        if (seen > 150_000) break
      }
      expect(seen).toBeGreaterThan(150_000)
    })
  })
}
