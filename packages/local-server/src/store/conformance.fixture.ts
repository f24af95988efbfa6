import { afterEach, beforeEach, describe } from 'vitest'
import { testBuckets } from './conformance-buckets.fixture.js'
import { testListings } from './conformance-listings.fixture.js'
import { testObjects } from './conformance-objects.fixture.js'
import { testSealing } from './conformance-sealing.fixture.js'
import { testUploads } from './conformance-uploads.fixture.js'
import { testVersions } from './conformance-versions.fixture.js'
import type { Store } from './store.js'
import type { StoreOptions } from './store-options.js'

/** What a suite is given: the store of the running test, holding an empty bucket `b`, and its clock. */
export interface StoreFixture {
  readonly store: () => Store
  /** Moves the store's clock. */
  readonly pass: (milliseconds: number) => void
}

/** A store made for one test. */
export interface TestedStore {
  readonly store: Store
  readonly dispose: () => Promise<void>
}

/** Holds a store to what `Store` promises. */
export function testStore(name: string, create: (options: StoreOptions) => Promise<TestedStore>): void {
  describe(name, () => {
    let tested: TestedStore
    let time = Date.UTC(2024, 0, 1)
    beforeEach(async () => {
      tested = await create({ now: () => time })
      await tested.store.createBucket({ name: 'b', owner: 'owner', region: 'ap-guangzhou' })
    })
    afterEach(() => tested.dispose())
    const fixture: StoreFixture = {
      store: () => tested.store,
      pass: (milliseconds) => {
        time += milliseconds
      },
    }
    describe('buckets', () => testBuckets(fixture))
    describe('objects', () => testObjects(fixture))
    describe('versions', () => testVersions(fixture))
    describe('uploads', () => testUploads(fixture))
    describe('sealed content', () => testSealing(fixture))
    describe('listings', () => testListings(fixture))
  })
}
