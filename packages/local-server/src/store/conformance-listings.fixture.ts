import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StoreFixture } from './conformance.fixture.js'
import { byBytes, listModel } from './listing-model.fixture.js'
import { put } from './store-test-kit.fixture.js'

const letter = fc.constantFrom('a', 'b', '/', '//', '-', 'é', '目', '\uffff', '😀', '\u{10ffff}', '\0', '~')
const key = fc.array(letter, { minLength: 1, maxLength: 5 }).map((letters) => letters.join(''))
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.array(letter, { maxLength: 2 }).map((letters) => letters.join('')),
)
const delimiter = fc.oneof(fc.constantFrom('/', '//', '', 'a', '😀', '-a'), text)
const query = fc.record({ prefix: text, delimiter, marker: fc.oneof(text, key), limit: fc.integer({ min: 1, max: 7 }) })
const keys = fc.uniqueArray(key, { maxLength: 25 })

/** Holds a store to what it promises about listings. */
export function testListings({ store }: StoreFixture): void {
  let buckets = 0
  const freshBucket = async () => {
    const name = `bucket-${++buckets}`
    await store().createBucket({ name, owner: 'o', region: 'r' })
    return name
  }
  const putInto = async (bucket: string, name: string, versioning: 'never' | 'enabled') => {
    const body = await store().stage(Buffer.from(name))
    const outcome = await store().putObject({ bucket, key: name, body, versioning, attributes: {} })
    return outcome.outcome === 'stored' ? outcome.record.versionId : ''
  }

  test('objects are listed as the model lists them', async () => {
    await fc.assert(
      fc.asyncProperty(keys, keys, fc.array(query, { minLength: 5, maxLength: 10 }), async (names, marked, queries) => {
        const bucket = await freshBucket()
        for (const name of names) await putInto(bucket, name, 'enabled')
        for (const name of marked) await store().deleteObject({ bucket, key: name, versioning: 'enabled' })
        const shown = names.filter((name) => !marked.includes(name)).sort(byBytes)
        const entries = shown.map((name) => ({ key: name, id: 'object' }))
        for (const { limit, marker, ...rest } of queries) {
          const lines: string[] = []
          let next: string | undefined = marker
          while (next !== undefined) {
            const page = await store().listObjects({ bucket, ...rest, marker: next, limit })
            const found = merge(
              page.objects.map(({ key }) => ({ key, line: `object ${key}` })),
              page.commonPrefixes,
            )
            expect(page.isTruncated ? found.length === limit : found.length <= limit).toBe(true)
            lines.push(...found)
            next = page.nextMarker
          }
          expect(lines).toEqual(listModel(entries, { ...rest, marker }))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('versions are listed as the model lists them', async () => {
    const puts = fc.array(fc.tuple(key, fc.constantFrom('put', 'put', 'null', 'delete', 'remove')), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(puts, fc.array(query, { minLength: 3, maxLength: 6 }), async (steps, queries) => {
        const bucket = await freshBucket()
        const model: { key: string; id: string }[] = []
        for (const [name, step] of steps) {
          if (step === 'remove') {
            const at = model.findIndex((entry) => entry.key === name)
            if (at >= 0) await store().deleteVersion({ bucket, key: name, versionId: model.splice(at, 1)[0]!.id })
            continue
          }
          let id = ''
          if (step === 'delete') {
            const outcome = await store().deleteObject({ bucket, key: name, versioning: 'enabled' })
            id = outcome.outcome === 'marked' ? outcome.record.versionId : ''
          } else id = await putInto(bucket, name, step === 'put' ? 'enabled' : 'never')
          const replaced = id === 'null' ? model.findIndex((entry) => entry.key === name && entry.id === 'null') : -1
          if (replaced >= 0) model.splice(replaced, 1)
          model.unshift({ key: name, id })
        }
        const entries = model
          .map((entry, at) => ({ ...entry, at }))
          .sort((left, right) => byBytes(left.key, right.key) || left.at - right.at)
        for (const { limit, marker, ...rest } of queries) {
          const lines: string[] = []
          let [keyMarker, versionIdMarker]: [string | undefined, string | undefined] = [marker, undefined]
          while (keyMarker !== undefined) {
            const page = await store().listVersions({ bucket, ...rest, keyMarker, versionIdMarker, limit })
            const found = merge(
              page.versions.map(({ key, versionId }) => ({ key, line: `${versionId} ${key}` })),
              page.commonPrefixes,
            )
            expect(page.isTruncated ? found.length === limit : found.length <= limit).toBe(true)
            for (const version of page.versions) {
              expect(version.isLatest).toBe(entries.find((entry) => entry.key === version.key)?.id === version.versionId)
            }
            lines.push(...found)
            keyMarker = page.nextKeyMarker
            versionIdMarker = page.nextVersionIdMarker
          }
          expect(lines).toEqual(listModel(entries, { ...rest, marker }))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('uploads are listed as the model lists them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 15 }), fc.array(query, { minLength: 3, maxLength: 6 }), async (names, queries) => {
        const bucket = await freshBucket()
        const entries: { key: string; id: string }[] = []
        for (const name of names) {
          const created = await store().createUpload({ bucket, key: name, attributes: {} })
          if (created.outcome === 'created') entries.push({ key: name, id: created.upload.uploadId })
        }
        entries.sort((left, right) => byBytes(left.key, right.key) || byBytes(left.id, right.id))
        for (const { limit, marker, ...rest } of queries) {
          const lines: string[] = []
          let [keyMarker, uploadIdMarker]: [string | undefined, string | undefined] = [marker, undefined]
          while (keyMarker !== undefined) {
            const page = await store().listUploads({ bucket, ...rest, keyMarker, uploadIdMarker, limit })
            const found = merge(
              page.uploads.map(({ key, uploadId }) => ({ key, line: `${uploadId} ${key}` })),
              page.commonPrefixes,
            )
            expect(page.isTruncated ? found.length === limit : found.length <= limit).toBe(true)
            lines.push(...found)
            keyMarker = page.nextKeyMarker
            uploadIdMarker = page.nextUploadIdMarker
          }
          expect(lines).toEqual(listModel(entries, { ...rest, marker }))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a page that the entries fill exactly is the last one', async () => {
    for (const name of ['a', 'b/1', 'b/2']) await put(store(), name, '')
    expect(await store().listObjects({ bucket: 'b', delimiter: '/', limit: 2 })).toMatchObject({
      isTruncated: false,
      commonPrefixes: ['b/'],
    })
    expect(await store().listObjects({ bucket: 'b', limit: 0 })).toEqual({ objects: [], commonPrefixes: [], isTruncated: false })
    const page = await store().listObjects({ bucket: 'b', limit: 1 })
    expect([page.isTruncated, page.nextMarker]).toEqual([true, 'a'])
  })

  test('a version marker whose version is gone still marks its place', async () => {
    const records = []
    for (const content of ['1', '2', '3']) records.unshift(await put(store(), 'k', content, 'enabled'))
    const [three, two, one] = records.map(({ versionId }) => versionId)
    await store().deleteVersion({ bucket: 'b', key: 'k', versionId: two! })
    await store().deleteVersion({ bucket: 'b', key: 'k', versionId: three! })
    const page = await store().listVersions({ bucket: 'b', keyMarker: 'k', versionIdMarker: two, limit: 10 })
    expect(page.versions).toMatchObject([{ versionId: one, isLatest: true }])
  })

  test('a bucket that is not there lists as empty', async () => {
    expect(await store().listObjects({ bucket: 'none', limit: 1 })).toEqual({ objects: [], commonPrefixes: [], isTruncated: false })
    expect(await store().listVersions({ bucket: 'none', limit: 1 })).toEqual({ versions: [], commonPrefixes: [], isTruncated: false })
    expect(await store().listUploads({ bucket: 'none', limit: 1 })).toEqual({ uploads: [], commonPrefixes: [], isTruncated: false })
  })
}

/** Puts entries and common prefixes back into one order; entries of one key keep theirs. */
function merge(entries: readonly { readonly key: string; readonly line: string }[], groups: readonly string[]): string[] {
  const all = [...entries, ...groups.map((group) => ({ key: group, line: `group ${group}` }))]
  return all.sort((left, right) => byBytes(left.key, right.key)).map(({ line }) => line)
}
