import { customerKey, PutObjectCommand, type SelectEvent, SelectObjectContentCommand, type SelectObjectContentInput } from '@cos/core'
import { describe, expect, test } from 'vitest'
import { type Asked, type SelectInput, selectQueriesOf, skipWithoutEngine } from './select-queries.js'
import { bzippedBlocks } from './select-samples.js'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

/** Answers of queries, event by event. */
export function selectStreamsSuite(world: World): void {
  const client = clientOf(world)
  const queries = selectQueriesOf(world)
  const { asking, answer } = queries

  describe('the events of select', () => {
    skipWithoutEngine(queries)

    test('an object of several megabytes comes in bounded messages, with progress and right figures', async () => {
      const line = `${'x'.repeat(50)},1\n`
      const body = line.repeat(80_000)
      const asked: Asked = { body, sql: 'SELECT * FROM COSObject WHERE _2 = 1' }
      const events: SelectEvent[] = []
      let returned = 0
      for await (const event of await asking(asked, { requestProgress: { enabled: true } })) {
        if (event.type !== 'Records') events.push(event)
        else {
          returned += event.payload.byteLength
          expect(event.payload.byteLength).toBeLessThan(2 ** 18)
        }
      }
      const figures = { bytesScanned: BigInt(body.length), bytesProcessed: BigInt(body.length), bytesReturned: BigInt(body.length) }
      expect(returned).toBe(body.length)
      expect(events.slice(-2)).toEqual([{ type: 'Stats', ...figures }, { type: 'End' }])
      expect(events.filter(({ type }) => type === 'Progress').length).toBeGreaterThan(3)
      expect(await answer({ ...asked, sql: 'SELECT COUNT(*), SUM(_2), MAX(_2) FROM COSObject' })).toBe('80000,80000,1\n')
    })

    test('batches without records are signs of life, and a limit ends the reading', async () => {
      const body = `${'x'.repeat(99)}\n`.repeat(30_000)
      const types = new Set<string>()
      for await (const { type } of await asking({ body, sql: "SELECT * FROM COSObject WHERE _1 = 'y'" })) types.add(type)
      expect([...types]).toEqual(['Cont', 'Stats', 'End'])
      for await (const event of await asking({ body, sql: 'SELECT * FROM COSObject LIMIT 2' })) {
        if (event.type === 'Records') expect(event.payload.byteLength).toBe(200)
        if (event.type === 'Stats') expect(event.bytesScanned).toBeLessThan(body.length)
      }
    })

    test('what fails late is an error after the records that came before', async () => {
      const body = `${'1,a\n'.repeat(20_000)}x,b\n`
      const events = await asking({ body, sql: 'SELECT CAST(_1 AS INT) FROM COSObject' })
      let returned = 0
      const reading = (async () => {
        for await (const piece of events.records()) returned += piece.byteLength
      })()
      expect(await failureOf(reading)).toMatchObject({ code: 'CastFailed', status: 200 })
      expect(returned).toBeGreaterThan(1000)
    })

    test('compressed bytes that are cut midway are an error after the records that came before', async () => {
      // One text: a Blob gives each of its pieces as a chunk of its own.
      const plain = new Blob([Array.from({ length: 120_000 }, (_, index) => `${index * 7919},${index}\n`).join('')])
      const packed = new Uint8Array(await new Response(plain.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer())
      const body = packed.subarray(0, packed.byteLength - 1000)
      const events = await asking({ body, from: { csv: {}, compressionType: 'GZIP' }, sql: 'SELECT * FROM COSObject' })
      let returned = 0
      const reading = (async () => {
        for await (const piece of events.records()) returned += piece.byteLength
      })()
      expect(await failureOf(reading)).toMatchObject({ code: 'GzipDecompressError', status: 200 })
      expect(returned).toBeGreaterThan(100_000)
    })

    test.each([
      ['inside its last block', 20],
      ['behind its last block', 4],
    ])('bzip2 that is cut %s is an error after the records that came before', async (_, missing) => {
      const from: SelectInput = { csv: {}, compressionType: 'BZIP2' }
      const sql = 'SELECT _1 FROM COSObject'
      expect(await answer({ body: bzippedBlocks, from, sql })).toBe('a\nb\n'.repeat(30_000))
      const events = await asking({ body: bzippedBlocks.subarray(0, -missing), from, sql })
      let returned = 0
      const reading = (async () => {
        for await (const piece of events.records()) returned += piece.byteLength
      })()
      expect(await failureOf(reading)).toMatchObject({ code: 'Bzip2DecompressError', status: 200 })
      expect(returned).toBeGreaterThan(50_000)
    })

    test('an object encrypted with a key of the caller’s is read with it alone', async () => {
      const at = { bucket: await freshBucket(world), key: 'data' }
      const key = customerKey(new Uint8Array(32).fill(7))
      await client.send(new PutObjectCommand({ ...at, body: 'a,b\n', encryption: key }))
      const query = { expression: 'SELECT _2 FROM COSObject', expressionType: 'SQL', inputSerialization: { csv: {} } } as const
      const ask = (more: Partial<SelectObjectContentInput>) =>
        client.send(new SelectObjectContentCommand({ ...at, ...query, outputSerialization: { csv: {} }, ...more }))
      expect(await (await ask({ customerKey: key })).events.text()).toBe('b\n')
      for (const wrong of [undefined, customerKey(new Uint8Array(32))])
        expect(await failureOf(ask({ customerKey: wrong }))).toMatchObject({ code: 'SsecDecryptHeaderInvalid' })
    })

    test('a result can be given up, and the next query works', async () => {
      const events = await asking({ body: 'a,b\n'.repeat(500_000), sql: 'SELECT * FROM COSObject' })
      for await (const { type } of events) if (type === 'Records') break
      expect(await answer({ body: 'a\n', sql: 'SELECT * FROM COSObject' })).toBe('a\n')
    })
  })
}
