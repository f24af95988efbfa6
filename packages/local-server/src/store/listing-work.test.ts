import { expect, test } from 'vitest'
import type { Ledger, VersionHead } from './ledger.js'
import { listingOperations } from './listing-operations.js'
import type { StoreContext } from './store-context.js'

const keyCount = 1_000_000
const keyAt = (index: number) => `folder-${String(Math.floor(index / 1000)).padStart(4, '0')}/${String(index).padStart(7, '0')}`

/** The first of the million keys that is not less than a key. */
function placeOf(key: string): number {
  let low = 0
  let high = keyCount
  while (low < high) {
    const middle = (low + high) >> 1
    if (keyAt(middle) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** A bucket of a million keys, and how many of its rows were read since one last asked. */
function millionKeys() {
  let read = 0
  const scanNewest: Ledger['scanNewest'] = (_, from, to, limit) => {
    const start = placeOf(from)
    const end = Math.min(start + limit, to === undefined ? keyCount : placeOf(to))
    const content = {
      micros: 1,
      isNull: true,
      kind: 'object',
      sizeBytes: 1,
      etag: 'e',
      crc64: 0n,
      modifiedAtMs: 0,
      attributes: '{}',
    } as const
    const rows = Array.from({ length: end - start }, (__, index): VersionHead => ({ ...content, key: keyAt(start + index) }))
    read += rows.length
    return rows
  }
  const ledger = { bucket: () => ({ id: 1 }), scanNewest, scanOlder: () => [], newest: () => undefined } as unknown as Ledger
  const rowsRead = () => {
    const rows = read
    read = 0
    return rows
  }
  return { operations: listingOperations({ ledger } as StoreContext), rowsRead }
}

test.each([0, 1, 499_999, 998_000])('a page of 1,000 of 1,000,000 keys behind number %i costs 1,001 rows', async (at) => {
  const { operations, rowsRead } = millionKeys()
  const page = await operations.listObjects({ bucket: 'b', marker: keyAt(at), limit: 1000 })
  expect([page.objects.length, page.objects[0]?.key, rowsRead()]).toEqual([1000, keyAt(at + 1), 1001])
  const versions = await operations.listVersions({ bucket: 'b', keyMarker: keyAt(at), limit: 1000 })
  expect([versions.versions.length, versions.versions[0]?.key, rowsRead()]).toEqual([1000, keyAt(at + 1), 1001])
})

test('a common prefix costs a short read, however many keys it stands for', async () => {
  const { operations, rowsRead } = millionKeys()
  const { commonPrefixes } = await operations.listObjects({ bucket: 'b', delimiter: '/', marker: 'folder-0500/', limit: 100 })
  expect([commonPrefixes.length, commonPrefixes[0]]).toEqual([100, 'folder-0501/'])
  expect(rowsRead()).toBeLessThanOrEqual(101 * 16)
})
