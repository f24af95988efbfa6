import type { BucketRecord } from './store/records.js'
import type { Store } from './store/store.js'

const pageLimit = 100

/** Gives every bucket of a store, a page at a time. */
export async function* walkBuckets(store: Store, signal: AbortSignal): AsyncGenerator<BucketRecord> {
  let marker: string | undefined
  do {
    signal.throwIfAborted()
    const page = await store.listBuckets({ marker, limit: pageLimit })
    yield* page.buckets
    marker = page.nextMarker
  } while (marker !== undefined)
}
