import { expect, test } from 'vitest'
import type { StoreFixture } from './conformance.fixture.js'
import type { Versioning } from './store.js'
import { pattern, put, read } from './store-test-kit.fixture.js'

/** Holds a store to what it promises about versions and delete markers. */
export function testVersions({ store, pass }: StoreFixture): void {
  const remove = (versioning: Versioning, key = 'k') => store().deleteObject({ bucket: 'b', key, versioning })
  const removeVersion = (versionId: string, key = 'k') => store().deleteVersion({ bucket: 'b', key, versionId })
  const newest = async (versionId?: string) => (await store().getObject({ bucket: 'b', key: 'k', versionId })).outcome
  const history = async () => {
    const { versions } = await store().listVersions({ bucket: 'b', prefix: 'k', limit: 100 })
    return versions.map((record) => ({ id: record.versionId, latest: record.isLatest, marker: record.isDeleteMarker, etag: record.etag }))
  }

  test('without versioning a put replaces and a deletion removes', async () => {
    await put(store(), 'k', 'one')
    const record = await put(store(), 'k', 'two')
    expect(await history()).toMatchObject([{ id: 'null', latest: true, etag: record.etag }])
    expect(await remove('never')).toEqual({ outcome: 'deleted', record })
    expect(await remove('never')).toEqual({ outcome: 'absent' })
    expect(await newest()).toBe('no-such-key')
  })

  test('a delete marker has attributes, which are changed only on purpose', async () => {
    await put(store(), 'k', 'v', 'enabled')
    const markerAttributes = { state: 'new' }
    const marked = await store().deleteObject({ bucket: 'b', key: 'k', versioning: 'enabled', markerAttributes })
    const { versionId } = marked.outcome === 'marked' ? marked.record : { versionId: '' }
    const address = { bucket: 'b', key: 'k', versionId }
    expect(await store().updateObject(address, () => ({ state: 'lost' }))).toMatchObject({ outcome: 'delete-marker' })
    const updated = await store().updateObject(address, ({ attributes }) => ({ ...attributes, more: 1 }), { includesMarkers: true })
    expect(updated).toMatchObject({ outcome: 'found', record: { isDeleteMarker: true, attributes: { state: 'new', more: 1 } } })
    const { versions } = await store().listVersions({ bucket: 'b', prefix: 'k', limit: 1 })
    expect(versions[0]?.attributes).toEqual({ state: 'new', more: 1 })
  })

  test('with versioning every put is kept, newest first, even within one millisecond', async () => {
    const ids = []
    for (const content of ['one', 'two', 'three']) ids.unshift((await put(store(), 'k', content, 'enabled')).versionId)
    expect(new Set(ids).size).toBe(3)
    expect([...ids].sort((left, right) => Number(BigInt(number(left)) - BigInt(number(right))))).toEqual(ids)
    expect(ids.every((id) => /^MTg0[A-Za-z0-9]+$/.test(id))).toBe(true)
    expect((await history()).map(({ id, latest }) => [id, latest])).toEqual(ids.map((id, at) => [id, at === 0]))
    expect((await read(store(), 'k')).toString()).toBe('three')
    expect((await read(store(), 'k', ids[2])).toString()).toBe('one')
  })

  test('enabling keeps what was there as the null version', async () => {
    await put(store(), 'k', 'old')
    const { versionId } = await put(store(), 'k', 'new', 'enabled')
    expect((await history()).map(({ id }) => id)).toEqual([versionId, 'null'])
    expect((await read(store(), 'k', 'null')).toString()).toBe('old')
  })

  test('suspended, a put replaces the null version wherever it is', async () => {
    await put(store(), 'k', pattern(40_000))
    pass(1)
    const { versionId } = await put(store(), 'k', 'kept', 'enabled')
    pass(1)
    await put(store(), 'k', 'new null', 'suspended')
    await put(store(), 'k', 'newer null', 'suspended')
    expect((await history()).map(({ id }) => id)).toEqual(['null', versionId])
    expect((await read(store(), 'k')).toString()).toBe('newer null')
  })

  test('a deletion puts a marker on top; without it the key is back', async () => {
    await put(store(), 'k', 'v', 'enabled')
    const marked = await remove('enabled')
    if (marked.outcome !== 'marked') throw new Error(marked.outcome)
    expect(marked.record).toMatchObject({ isDeleteMarker: true, isLatest: true, sizeBytes: 0 })
    expect(await store().getObject({ bucket: 'b', key: 'k' })).toEqual({ outcome: 'delete-marker', record: marked.record })
    expect(await newest(marked.record.versionId)).toBe('delete-marker')
    expect((await store().listObjects({ bucket: 'b', limit: 10 })).objects).toEqual([])
    expect(await removeVersion(marked.record.versionId)).toEqual({ outcome: 'deleted', record: marked.record })
    expect((await read(store(), 'k')).toString()).toBe('v')
  })

  test('suspended, a deletion replaces the null version with a null marker', async () => {
    const { versionId } = await put(store(), 'k', 'kept', 'enabled')
    await put(store(), 'k', 'null', 'suspended')
    expect(await remove('suspended')).toMatchObject({ outcome: 'marked', record: { versionId: 'null' } })
    expect(await remove('suspended')).toMatchObject({ outcome: 'marked', record: { versionId: 'null' } })
    expect(await history()).toMatchObject([
      { id: 'null', marker: true, latest: true },
      { id: versionId, marker: false, latest: false },
    ])
  })

  test('a key that is not there gets a marker', async () => {
    expect(await remove('enabled', 'k1')).toMatchObject({ outcome: 'marked' })
    expect(await remove('suspended', 'k2')).toMatchObject({ outcome: 'marked', record: { versionId: 'null' } })
  })

  test('versions are removed one by one', async () => {
    const one = await put(store(), 'k', pattern(30_000, 1), 'enabled')
    const two = await put(store(), 'k', pattern(30_000, 2), 'enabled')
    const three = await put(store(), 'k', pattern(30_000, 3), 'enabled')
    expect(await removeVersion(two.versionId)).toEqual({ outcome: 'deleted', record: { ...two, isLatest: false } })
    expect(await removeVersion(two.versionId)).toEqual({ outcome: 'no-such-version' })
    expect(await removeVersion(three.versionId)).toEqual({ outcome: 'deleted', record: three })
    expect(await store().getObject({ bucket: 'b', key: 'k' })).toEqual({ outcome: 'found', record: one })
    expect((await read(store(), 'k')).equals(pattern(30_000, 1))).toBe(true)
    await removeVersion(one.versionId)
    expect(await newest()).toBe('no-such-key')
    expect(await history()).toEqual([])
  })

  test('an unknown or malformed version id finds nothing', async () => {
    const { versionId } = await put(store(), 'k', 'v')
    expect(versionId).toBe('null')
    for (const id of ['', 'x', 'MTg0NDUxODMzMTMwMDM2Njc1ODA', 'NULL']) expect(await newest(id)).toBe('no-such-version')
    expect(await newest('null')).toBe('found')
  })

  test('the condition of a version deletion sees that version', async () => {
    const one = await put(store(), 'k', '1', 'enabled')
    await put(store(), 'k', '2', 'enabled')
    const deletion = { bucket: 'b', key: 'k', versionId: one.versionId }
    expect(await store().deleteVersion({ ...deletion, condition: (current) => current?.etag !== one.etag })).toEqual({
      outcome: 'condition-failed',
      current: { ...one, isLatest: false },
    })
  })

  test('attributes of an older version are replaced', async () => {
    const { versionId } = await put(store(), 'k', '1', 'enabled', { a: 1 })
    await put(store(), 'k', '2', 'enabled')
    await store().updateObject({ bucket: 'b', key: 'k', versionId }, () => ({ a: 2 }))
    expect(await store().getObject({ bucket: 'b', key: 'k', versionId })).toMatchObject({ record: { attributes: { a: 2 } } })
    expect(await store().getObject({ bucket: 'b', key: 'k' })).toMatchObject({ record: { attributes: {} } })
  })

  test('an append in a versioned bucket grows the newest version', async () => {
    const append = async (position: number) =>
      store().appendObject({
        bucket: 'b',
        key: 'k',
        body: await store().stage(pattern(20_000, 1 + position)),
        position,
        attributes: {},
        versioning: 'enabled',
      })
    await append(0)
    await append(20_000)
    await remove('enabled')
    await append(0)
    expect((await history()).map(({ marker }) => marker)).toEqual([false, true, false])
  })
}

function number(versionId: string): string {
  return Buffer.from(versionId, 'base64').toString()
}
