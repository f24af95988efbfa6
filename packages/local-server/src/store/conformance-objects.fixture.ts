import { describe, expect, test } from 'vitest'
import type { StoreFixture } from './conformance.fixture.js'
import { chunked, gather, md5, open, pattern, put, read } from './store-test-kit.fixture.js'

const sizes = [0, 1, 4096, 16_384, 16_385, 300_000, 1_000_003]

/** Holds a store to what it promises about objects. */
export function testObjects(fixture: StoreFixture): void {
  const { store, pass } = fixture

  test.each(sizes)('a body of %i bytes comes back as it went in', async (size) => {
    const bytes = pattern(size, size)
    for (const body of [bytes, chunked(bytes, 7001), chunked(bytes, 150_000)]) {
      const staged = await store().stage(body, { digests: ['sha1'] })
      expect(staged).toMatchObject({ sizeBytes: size, md5: md5(bytes), etag: md5(bytes), sha1: expect.stringMatching(/^[0-9a-f]{40}$/) })
      const outcome = await store().putObject({ bucket: 'b', key: 'k', body: staged, versioning: 'never', attributes: { size } })
      expect(outcome).toMatchObject({ outcome: 'stored', record: { versionId: 'null', isLatest: true, attributes: { size } } })
      expect((await read(store(), 'k')).equals(bytes)).toBe(true)
    }
    expect(await store().getObject({ bucket: 'b', key: 'k' })).toMatchObject({
      record: { sizeBytes: size, etag: md5(bytes), isDeleteMarker: false, isAppendable: false },
    })
  })

  test('the CRC64 is that of the protocol', async () => {
    expect((await put(store(), 'k', '123456789')).crc64).toBe(11051210869376104954n)
    expect((await put(store(), 'k', '[Object Content]')).crc64).toBe(16749565679157681890n)
    expect((await put(store(), 'k', '')).crc64).toBe(0n)
  })

  test('a range is read', async () => {
    const bytes = pattern(1_000_003)
    await put(store(), 'k', bytes)
    const reader = await open(store(), 'k')
    for (const [start, end] of [
      [0, 1],
      [262_143, 262_145],
      [999_999, 1_000_003],
      [5, 5],
      [0, 1_000_003],
    ] as const) {
      expect((await gather(reader.read({ start, end }))).equals(bytes.subarray(start, end))).toBe(true)
    }
    await reader.close()
  })

  test('nothing is visible before the put, nor after a discard or a body that fails', async () => {
    const staged = await store().stage(pattern(100_000))
    expect(await store().getObject({ bucket: 'b', key: 'k' })).toEqual({ outcome: 'no-such-key' })
    await staged.discard()
    const failure = new Error('connection lost')
    const failing = async function* () {
      yield pattern(100_000)
      throw failure
    }
    await expect(store().stage(failing())).rejects.toBe(failure)
    await expect(store().putObject({ bucket: 'b', key: 'k', body: staged, versioning: 'never', attributes: {} })).rejects.toThrow(TypeError)
    expect(await store().getObject({ bucket: 'b', key: 'k' })).toEqual({ outcome: 'no-such-key' })
    expect((await store().listObjects({ bucket: 'b', limit: 10 })).objects).toEqual([])
  })

  test('a bucket that is not there takes nothing', async () => {
    const body = await store().stage(pattern(100_000))
    expect(await store().putObject({ bucket: 'none', key: 'k', body, versioning: 'never', attributes: {} })).toEqual({
      outcome: 'no-such-bucket',
    })
    expect(await store().getObject({ bucket: 'none', key: 'k' })).toEqual({ outcome: 'no-such-key' })
    expect(await store().deleteObject({ bucket: 'none', key: 'k', versioning: 'never' })).toEqual({ outcome: 'no-such-bucket' })
  })

  test('a condition decides over a put and a deletion', async () => {
    const attempt = async (condition: () => boolean) => {
      const body = await store().stage(Buffer.from('new'))
      return store().putObject({ bucket: 'b', key: 'k', body, versioning: 'never', attributes: {}, condition })
    }
    expect(await attempt(() => false)).toEqual({ outcome: 'condition-failed', current: undefined })
    const record = await put(store(), 'k', 'old')
    expect(await attempt(() => false)).toEqual({ outcome: 'condition-failed', current: record })
    expect(await store().deleteObject({ bucket: 'b', key: 'k', versioning: 'never', condition: () => false })).toEqual({
      outcome: 'condition-failed',
      current: record,
    })
    expect(await attempt(() => true)).toMatchObject({ outcome: 'stored' })
  })

  test.each([10, 300_000])('an object of %i bytes stays readable while it is replaced and deleted', async (size) => {
    const bytes = pattern(size)
    await put(store(), 'k', bytes)
    const reader = await open(store(), 'k')
    const stream = reader.read()[Symbol.asyncIterator]()
    const first = await stream.next()
    await put(store(), 'k', 'other')
    await store().deleteObject({ bucket: 'b', key: 'k', versioning: 'never' })
    await reader.close()
    const rest = await gather({ [Symbol.asyncIterator]: () => stream })
    expect(Buffer.concat([first.value as Uint8Array, rest]).equals(bytes)).toBe(true)
  })

  test('attributes are replaced without touching the rest', async () => {
    const record = await put(store(), 'k', 'v', 'never', { acl: 'a' })
    pass(5)
    const updated = await store().updateObject({ bucket: 'b', key: 'k' }, ({ attributes }) => ({ ...attributes, tags: ['ü'] }))
    expect(updated).toEqual({ outcome: 'found', record: { ...record, attributes: { acl: 'a', tags: ['ü'] } } })
    expect(await store().getObject({ bucket: 'b', key: 'k' })).toEqual(updated)
    expect(await read(store(), 'k')).toEqual(Buffer.from('v'))
    expect(await store().updateObject({ bucket: 'b', key: 'none' }, () => ({}))).toEqual({ outcome: 'no-such-key' })
  })

  test('keys differ by case, by unicode form, by trailing slash, and hold any character', async () => {
    const keys = ['a', 'A', 'é', 'e\u0301', 'a/', 'a//', '/', '.', '..', 'a/../b', '\0', '\n', '%2F', '😀', '\uffff']
    for (const key of keys) await put(store(), key, key)
    for (const key of keys) expect((await read(store(), key)).toString()).toBe(key)
    expect((await store().listObjects({ bucket: 'b', limit: 100 })).objects).toHaveLength(keys.length)
  })

  test('puts of one key at the same time leave one of them whole', async () => {
    const bodies = [pattern(10, 1), pattern(50_000, 2), pattern(20_000, 3), pattern(10, 4)]
    await Promise.all(bodies.map((body) => put(store(), 'k', body)))
    const result = await read(store(), 'k')
    expect(bodies.some((body) => body.equals(result))).toBe(true)
    expect((await store().listVersions({ bucket: 'b', limit: 10 })).versions).toHaveLength(1)
  })

  describe('copy', () => testCopies(fixture))
  describe('append', () => testAppends(fixture))
}

function testCopies({ store }: StoreFixture): void {
  const copy = async (from: string, to: string, range?: { start: number; end: number }) => {
    const reader = await open(store(), from)
    const body = await store().stageCopy(reader, { range })
    await reader.close()
    const outcome = await store().putObject({ bucket: 'b', key: to, body, versioning: 'never', attributes: {} })
    if (outcome.outcome !== 'stored') throw new Error(outcome.outcome)
    return outcome.record
  }

  test.each(sizes)('a copy of %i bytes outlives its source, and the source its copy', async (size) => {
    const bytes = pattern(size)
    const { etag, crc64 } = await put(store(), 'a', bytes)
    expect(await copy('a', 'b')).toMatchObject({ etag, crc64, sizeBytes: size })
    await copy('b', 'c')
    await copy('c', 'c')
    await store().deleteObject({ bucket: 'b', key: 'a', versioning: 'never' })
    expect((await read(store(), 'b')).equals(bytes)).toBe(true)
    await put(store(), 'b', 'other')
    expect((await read(store(), 'c')).equals(bytes)).toBe(true)
  })

  test('a range is copied with checksums of its own', async () => {
    const bytes = pattern(700_000)
    await put(store(), 'a', bytes)
    const part = bytes.subarray(1000, 600_000)
    const { crc64 } = await put(store(), 'same', part)
    expect(await copy('a', 'b', { start: 1000, end: 600_000 })).toMatchObject({ etag: md5(part), crc64, sizeBytes: part.byteLength })
    await store().deleteObject({ bucket: 'b', key: 'a', versioning: 'never' })
    expect((await read(store(), 'b')).equals(part)).toBe(true)
  })

  test('a source deleted between staging and put is copied all the same', async () => {
    const bytes = pattern(100_000)
    await put(store(), 'a', bytes)
    const reader = await open(store(), 'a')
    const [body, unused] = [await store().stageCopy(reader), await store().stageCopy(reader)]
    await reader.close()
    await store().deleteObject({ bucket: 'b', key: 'a', versioning: 'never' })
    await store().putObject({ bucket: 'b', key: 'c', body, versioning: 'never', attributes: {} })
    await unused.discard()
    expect((await read(store(), 'c')).equals(bytes)).toBe(true)
  })
}

function testAppends({ store }: StoreFixture): void {
  const append = async (position: number, bytes: Uint8Array, maxSizeBytes?: number) => {
    const body = await store().stage(bytes)
    return store().appendObject({
      bucket: 'b',
      key: 'k',
      body,
      position,
      attributes: { from: position },
      versioning: 'never',
      maxSizeBytes,
    })
  }

  test('appends of all sizes add up', async () => {
    let whole = Buffer.alloc(0)
    for (const [turn, size] of [0, 10, 0, 9000, 9000, 100, 50_000, 1, 16_384, 300_000, 3].entries()) {
      const bytes = pattern(size, turn + 1)
      const before = whole
      const outcome = await append(before.byteLength, bytes)
      whole = Buffer.concat([before, bytes])
      expect(outcome).toMatchObject({
        outcome: 'stored',
        record: { sizeBytes: whole.byteLength, isAppendable: true, attributes: { from: 0 } },
      })
      expect((await read(store(), 'k')).equals(whole)).toBe(true)
    }
    const { crc64 } = await put(store(), 'same', whole)
    expect(await store().getObject({ bucket: 'b', key: 'k' })).toMatchObject({ record: { crc64 } })
  })

  test('an append elsewhere than at the end is refused', async () => {
    expect(await append(1, Buffer.from('x'))).toEqual({ outcome: 'position-differs', sizeBytes: 0 })
    await append(0, Buffer.from('abc'))
    expect(await append(0, Buffer.from('x'))).toEqual({ outcome: 'position-differs', sizeBytes: 3 })
    expect(await append(3, Buffer.from('de'), 4)).toMatchObject({ outcome: 'too-large', record: { sizeBytes: 3 } })
    expect((await read(store(), 'k')).toString()).toBe('abc')
  })

  test('of appends at the same position one wins', async () => {
    const outcomes = await Promise.all([1, 2, 3].map((seed) => append(0, pattern(30_000, seed))))
    expect(outcomes.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1)
    expect(await read(store(), 'k')).toHaveLength(30_000)
  })

  test('a normal object takes no append, and a put makes a normal object', async () => {
    await append(0, pattern(20_000))
    await put(store(), 'k', 'abc')
    expect(await append(3, Buffer.from('d'))).toMatchObject({ outcome: 'not-appendable', record: { sizeBytes: 3 } })
  })

  test('copies and readers of an appendable object do not grow with it', async () => {
    const bytes = pattern(20_000)
    await append(0, bytes)
    const reader = await open(store(), 'k')
    const body = await store().stageCopy(reader)
    await append(20_000, Buffer.from('more'))
    await store().putObject({ bucket: 'b', key: 'copy', body, versioning: 'never', attributes: {} })
    await append(20_004, Buffer.from('and more'))
    expect((await gather(reader.read())).equals(bytes)).toBe(true)
    await reader.close()
    expect((await read(store(), 'copy')).equals(bytes)).toBe(true)
    expect(await store().getObject({ bucket: 'b', key: 'copy' })).toMatchObject({ record: { isAppendable: false } })
  })
}
