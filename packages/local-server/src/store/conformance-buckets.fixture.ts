import { expect, test } from 'vitest'
import type { StoreFixture } from './conformance.fixture.js'
import { put } from './store-test-kit.fixture.js'

/** Holds a store to what it promises about buckets. */
export function testBuckets({ store, pass }: StoreFixture): void {
  const bucket = { name: 'a', owner: 'me', region: 'ap-beijing', attributes: { acl: ['x', { y: null }] } }

  test('a bucket is read as it was created', async () => {
    const created = await store().createBucket(bucket)
    const expected = { ...bucket, createdAtMs: expect.any(Number) }
    expect(created).toEqual({ outcome: 'created', bucket: expected })
    expect(await store().getBucket('a')).toEqual(expected)
    expect(await store().getBucket('A')).toBeUndefined()
  })

  test('a bucket that exists is not created again', async () => {
    const first = await store().createBucket(bucket)
    pass(1)
    expect(await store().createBucket({ name: 'a', owner: 'you', region: 'x' })).toEqual({ ...first, outcome: 'exists' })
  })

  test('an owner has as many buckets as allowed', async () => {
    const create = (name: string, owner = 'me') => store().createBucket({ name, owner, region: 'r', limit: 2 })
    const outcomes = await Promise.all([create('x'), create('y'), create('z'), create('y'), create('u', 'you')])
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'too-many', 'exists', 'created'])
    expect(await store().getBucket('z')).toBeUndefined()
  })

  test('attributes are replaced', async () => {
    await store().createBucket(bucket)
    const updated = await store().updateBucket('a', (attributes) => ({ ...attributes, tags: 1, gone: undefined }))
    expect(updated?.attributes).toStrictEqual({ ...bucket.attributes, tags: 1 })
    expect(await store().getBucket('a')).toStrictEqual(updated)
    expect(await store().updateBucket('none', () => ({}))).toBeUndefined()
  })

  test('buckets are listed in order, by owner, in pages', async () => {
    for (const name of ['c', 'a', 'd']) await store().createBucket({ name, owner: name === 'd' ? 'you' : 'me', region: 'r' })
    const names = async (query: { owner?: string; marker?: string; limit: number }) => {
      const page = await store().listBuckets(query)
      return [page.buckets.map(({ name }) => name).join(''), page.isTruncated, page.nextMarker]
    }
    expect(await names({ limit: 10 })).toEqual(['abcd', false, undefined])
    expect(await names({ limit: 2 })).toEqual(['ab', true, 'b'])
    expect(await names({ marker: 'b', limit: 2 })).toEqual(['cd', false, undefined])
    expect(await names({ owner: 'me', limit: 1 })).toEqual(['a', true, 'a'])
    expect(await names({ owner: 'me', marker: 'a', limit: 1 })).toEqual(['c', false, undefined])
  })

  test('only an empty bucket is deleted', async () => {
    expect(await store().deleteBucket('none')).toBe('no-such-bucket')
    await put(store(), 'k', 'v')
    expect(await store().deleteBucket('b')).toBe('not-empty')
    await store().deleteObject({ bucket: 'b', key: 'k', versioning: 'never' })
    expect(await store().deleteBucket('b')).toBe('deleted')
    expect(await store().getBucket('b')).toBeUndefined()
  })

  test('a delete marker or an unfinished upload keeps a bucket from being empty', async () => {
    const marked = await store().deleteObject({ bucket: 'b', key: 'k', versioning: 'enabled' })
    expect(await store().deleteBucket('b')).toBe('not-empty')
    const versionId = marked.outcome === 'marked' ? marked.record.versionId : ''
    await store().deleteVersion({ bucket: 'b', key: 'k', versionId })
    const created = await store().createUpload({ bucket: 'b', key: 'k', attributes: {} })
    expect(await store().deleteBucket('b')).toBe('not-empty')
    if (created.outcome === 'created') await store().abortUpload({ ...created.upload })
    expect(await store().deleteBucket('b')).toBe('deleted')
  })

  test('configurations are written, read, listed in order of creation, and go with their bucket', async () => {
    const s = store()
    expect(await s.putConfiguration('none', 'cors', {})).toBe('no-such-bucket')
    for (const name of ['inventory/z', 'cors', 'inventory/a']) expect(await s.putConfiguration('b', name, { name })).toBe('stored')
    await s.putConfiguration('b', 'inventory/z', [1, '二'])
    expect(await s.getConfiguration('b', 'inventory/z')).toEqual([1, '二'])
    expect(await s.listConfigurations('b', 'inventory/')).toEqual([
      { name: 'inventory/z', document: [1, '二'] },
      { name: 'inventory/a', document: { name: 'inventory/a' } },
    ])
    expect(await s.deleteConfiguration('b', 'inventory/z')).toBe('deleted')
    expect(await s.deleteConfiguration('b', 'inventory/z')).toBe('absent')
    await s.deleteBucket('b')
    await s.createBucket({ name: 'b', owner: 'o', region: 'r' })
    expect(await s.getConfiguration('b', 'cors')).toBeUndefined()
    expect(await s.listConfigurations('none', '')).toEqual([])
  })
}
