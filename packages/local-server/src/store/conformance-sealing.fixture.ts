import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { StoreFixture } from './conformance.fixture.js'
import type { Sealing } from './seal.js'
import { chunked, gather, md5, open, pattern } from './store-test-kit.fixture.js'

/** Holds a store to what it promises about content that is encrypted at rest. */
export function testSealing({ store }: StoreFixture): void {
  const callerKey = randomBytes(32)
  const put = async (key: string, bytes: Uint8Array, sealing: Sealing) => {
    const body = await store().stage(chunked(bytes, 10_007), { sealing })
    expect([body.sizeBytes, body.md5]).toEqual([bytes.byteLength, md5(bytes)])
    await store().putObject({ bucket: 'b', key, body, versioning: 'never', attributes: {} })
  }

  test.each([0, 1, 15, 16, 17, 1000, 70_000, 300_001])('%i sealed bytes are read whole and in any range', async (sizeBytes) => {
    const bytes = pattern(sizeBytes)
    for (const sealing of ['store', callerKey] as const) {
      await put('k', bytes, sealing)
      const key = sealing === 'store' ? undefined : callerKey
      const reader = await open(store(), 'k')
      if (sizeBytes > 0) expect(reader.bytes).toBeUndefined()
      expect((await gather(reader.read(undefined, key))).equals(bytes)).toBe(true)
      for (const [start, end] of [
        [0, 1],
        [1, 17],
        [16, 33],
        [sizeBytes >> 1, sizeBytes],
        [sizeBytes - 3, sizeBytes],
      ] as const) {
        const range = { start: Math.max(0, Math.min(start, sizeBytes)), end: Math.min(end, sizeBytes) }
        expect((await gather(reader.read(range, key))).equals(bytes.subarray(range.start, range.end))).toBe(true)
      }
      await reader.close()
    }
  })

  test('a content of the caller’s key is not read with another key, or without one', async () => {
    await put('k', pattern(100), callerKey)
    const reader = await open(store(), 'k')
    await expect(gather(reader.read())).rejects.toThrow(/was not given/)
    await expect(gather(reader.read(undefined, randomBytes(32)))).rejects.toThrow()
    await reader.close()
  })

  test('copies, parts and appends keep their seals', async () => {
    const bytes = pattern(120_000)
    await put('source', bytes, 'store')
    const reader = await open(store(), 'source')
    const range = { start: 33, end: 100_000 }
    const copied = await store().stageCopy(reader, { range })
    expect(copied.md5).toBe(md5(bytes.subarray(33, 100_000)))
    const created = await store().createUpload({ bucket: 'b', key: 'whole', attributes: {} })
    if (created.outcome !== 'created') throw new Error(created.outcome)
    const { uploadId } = created.upload
    const address = { bucket: 'b', key: 'whole', uploadId }
    await store().putPart({ ...address, partNumber: 1, body: copied })
    const tail = pattern(5000, 7)
    await store().putPart({ ...address, partNumber: 2, body: await store().stage(tail, { sealing: 'store' }) })
    const plain = pattern(40_000, 8)
    await store().putPart({ ...address, partNumber: 3, body: await store().stage(plain) })
    const { parts } = (await store().listParts({ ...address, limit: 10 }))!
    await store().completeUpload({ ...address, parts, versioning: 'never' })
    await reader.close()
    const whole = await open(store(), 'whole')
    expect((await gather(whole.read())).equals(Buffer.concat([bytes.subarray(33, 100_000), tail, plain]))).toBe(true)
    await whole.close()

    for (const [position, piece] of [
      [0, 'one '],
      [4, 'two '],
      [8, 'three'],
    ] as const) {
      const body = await store().stage(Buffer.from(piece), { sealing: 'store' })
      await store().appendObject({ bucket: 'b', key: 'log', body, position, attributes: {}, versioning: 'never' })
    }
    const log = await open(store(), 'log')
    expect((await gather(log.read())).toString()).toBe('one two three')
    await log.close()
  })
}
