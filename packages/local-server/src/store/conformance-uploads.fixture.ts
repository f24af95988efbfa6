import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { StoreFixture } from './conformance.fixture.js'
import { chunked, md5, open, pattern, put, read } from './store-test-kit.fixture.js'

/** Holds a store to what it promises about multipart uploads. */
export function testUploads({ store, pass }: StoreFixture): void {
  const start = async (key = 'k') => {
    const created = await store().createUpload({ bucket: 'b', key, attributes: { type: 'x' } })
    if (created.outcome !== 'created') throw new Error(created.outcome)
    const { uploadId } = created.upload
    return { bucket: 'b', key, uploadId }
  }
  type Address = Awaited<ReturnType<typeof start>>
  const putPart = async (address: Address, partNumber: number, bytes: Uint8Array) => {
    const body = await store().stage(chunked(bytes, 60_000))
    expect(await store().putPart({ ...address, partNumber, body })).toMatchObject({ outcome: 'stored' })
    return { partNumber, etag: md5(bytes) }
  }

  test('an upload is found under its own key only', async () => {
    const address = await start()
    expect(address.uploadId).toMatch(/^\d{10}[0-9a-f]{60,66}$/)
    expect(await store().getUpload(address)).toMatchObject({ ...address, attributes: { type: 'x' } })
    expect(await store().getUpload({ ...address, key: 'other' })).toBeUndefined()
    expect(await store().createUpload({ bucket: 'none', key: 'k', attributes: {} })).toEqual({ outcome: 'no-such-bucket' })
    const body = await store().stage(pattern(100_000))
    expect(await store().putPart({ ...address, uploadId: '1', partNumber: 1, body })).toEqual({ outcome: 'no-such-upload' })
  })

  test('parts become the object, in the order named, whatever order they came in', async () => {
    const address = await start()
    const contents = [pattern(500_000, 1), pattern(70_000, 2), pattern(12, 3)]
    const [third, first, second] = [
      await putPart(address, 3, contents[2]!),
      await putPart(address, 1, contents[0]!),
      await putPart(address, 2, contents[1]!),
    ]
    await putPart(address, 9, pattern(90_000, 9))
    expect(await store().getObject({ bucket: 'b', key: 'k' })).toEqual({ outcome: 'no-such-key' })
    pass(10)
    const outcome = await store().completeUpload({
      ...address,
      parts: [first, second, third],
      minPartSizeBytes: 70_000,
      versioning: 'never',
    })
    const whole = Buffer.concat(contents)
    const digest = createHash('md5')
      .update([first, second, third].map(({ etag }) => etag).join(''), 'hex')
      .digest('hex')
    expect(outcome).toMatchObject({
      outcome: 'stored',
      record: { sizeBytes: whole.byteLength, etag: `${digest}-3`, attributes: { type: 'x' }, isAppendable: false },
    })
    expect((await read(store(), 'k')).equals(whole)).toBe(true)
    const { crc64 } = await put(store(), 'same', whole)
    expect(outcome).toMatchObject({ record: { crc64 } })
    expect(await store().getUpload(address)).toBeUndefined()
    expect(await store().completeUpload({ ...address, parts: [first], versioning: 'never' })).toEqual({ outcome: 'no-such-upload' })
  })

  test('a part is replaced by one of the same number', async () => {
    const address = await start()
    const old = await putPart(address, 1, pattern(100_000, 1))
    const part = await putPart(address, 1, pattern(100_000, 2))
    expect(await store().completeUpload({ ...address, parts: [old], versioning: 'never' })).toEqual({
      outcome: 'part-differs',
      partNumber: 1,
    })
    await store().completeUpload({ ...address, parts: [part], versioning: 'never' })
    expect((await read(store(), 'k')).equals(pattern(100_000, 2))).toBe(true)
  })

  test('a completion that is refused changes nothing', async () => {
    const address = await start()
    const [one, two] = [await putPart(address, 1, pattern(10)), await putPart(address, 2, pattern(10))]
    const complete = (parts: (typeof one)[], minPartSizeBytes = 0, condition = () => true) =>
      store().completeUpload({ ...address, parts, minPartSizeBytes, versioning: 'never', condition })
    expect(await complete([one, { partNumber: 3, etag: one.etag }])).toEqual({ outcome: 'part-missing', partNumber: 3 })
    expect(await complete([one, one])).toEqual({ outcome: 'part-missing', partNumber: 1 })
    expect(await complete([one, { ...two, etag: 'x' }])).toEqual({ outcome: 'part-differs', partNumber: 2 })
    expect(await complete([one, two], 11)).toEqual({ outcome: 'part-too-small', partNumber: 1 })
    expect(await complete([one, two], 10, () => false)).toEqual({ outcome: 'condition-failed', current: undefined })
    expect((await store().listParts({ ...address, limit: 10 }))?.parts).toHaveLength(2)
    expect(await complete([one, two], 10)).toMatchObject({ outcome: 'stored' })
  })

  test('many small parts make one object, which copies and deletes as any other', async () => {
    const address = await start()
    const contents = Array.from({ length: 40 }, (_, at) => pattern(at === 20 ? 20_000 : 1000 + at, at + 1))
    const parts = []
    for (const [at, bytes] of contents.entries()) parts.push(await putPart(address, at + 1, bytes))
    await store().completeUpload({ ...address, parts, versioning: 'never' })
    const reader = await open(store(), 'k')
    const body = await store().stageCopy(reader)
    expect(body.md5).toBeUndefined()
    expect(body.etag).toBe(reader.record.etag)
    await reader.close()
    await store().putObject({ bucket: 'b', key: 'copy', body, versioning: 'never', attributes: {} })
    await store().deleteObject({ bucket: 'b', key: 'k', versioning: 'never' })
    expect((await read(store(), 'copy')).equals(Buffer.concat(contents))).toBe(true)
  })

  test('a part can be a stretch of another object', async () => {
    const source = pattern(400_000)
    await put(store(), 'source', source)
    const address = await start()
    const reader = await open(store(), 'source')
    const parts = []
    for (const [partNumber, range] of [
      [1, { start: 300_000, end: 400_000 }],
      [2, { start: 0, end: 50 }],
    ] as const) {
      const body = await store().stageCopy(reader, { range })
      parts.push({ partNumber, etag: body.etag })
      await store().putPart({ ...address, partNumber, body })
    }
    await reader.close()
    await store().deleteObject({ bucket: 'b', key: 'source', versioning: 'never' })
    await store().completeUpload({ ...address, parts, versioning: 'never' })
    expect((await read(store(), 'k')).equals(Buffer.concat([source.subarray(300_000), source.subarray(0, 50)]))).toBe(true)
  })

  test('an aborted upload is gone', async () => {
    const address = await start()
    await putPart(address, 1, pattern(100_000))
    expect(await store().abortUpload({ ...address, key: 'other' })).toBe('no-such-upload')
    expect(await store().abortUpload(address)).toBe('aborted')
    expect(await store().abortUpload(address)).toBe('no-such-upload')
    expect(await store().listParts({ ...address, limit: 10 })).toBeUndefined()
  })

  test('parts are listed by number in pages', async () => {
    const address = await start()
    for (const number of [10, 2, 33]) await putPart(address, number, pattern(number))
    const page = await store().listParts({ ...address, limit: 2 })
    expect(page).toMatchObject({ isTruncated: true, nextPartNumberMarker: 10, upload: { key: 'k', attributes: { type: 'x' } } })
    expect(page?.parts).toMatchObject([
      { partNumber: 2, sizeBytes: 2, etag: md5(pattern(2)) },
      { partNumber: 10, sizeBytes: 10 },
    ])
    const rest = await store().listParts({ ...address, partNumberMarker: 10, limit: 2 })
    expect(rest).toMatchObject({ isTruncated: false, parts: [{ partNumber: 33 }] })
  })

  test('completion makes a version, as a put does', async () => {
    await put(store(), 'k', 'old', 'enabled')
    const address = await start()
    const part = await putPart(address, 1, pattern(10))
    await store().completeUpload({ ...address, parts: [part], versioning: 'enabled', attributes: { a: 1 }, etag: 'mine' })
    const { versions } = await store().listVersions({ bucket: 'b', limit: 10 })
    expect(versions).toMatchObject([{ etag: 'mine', attributes: { a: 1 } }, { isLatest: false }])
  })
}
