import { setImmediate } from 'node:timers/promises'
import type { ObjectRecord } from './store/records.js'
import type { Store } from './store/store.js'

/** What is walked through. */
export interface Walk {
  readonly bucket: string
  /** Only keys that begin with this text. Default: all. */
  readonly prefix?: string | undefined
  readonly signal: AbortSignal
}

/** How much is read before requests have their turn. */
const pageLimit = 250

/**
 * Gives every version and delete marker of a bucket, keys ascending, newest first within a key. It holds one page; between pages
 * requests go first. What is changed meanwhile may be seen or not.
 */
export async function* walkVersions(store: Store, { bucket, prefix, signal }: Walk): AsyncGenerator<ObjectRecord> {
  let at: { readonly keyMarker?: string | undefined; readonly versionIdMarker?: string | undefined } = {}
  for (let isTruncated = true; isTruncated; await setImmediate()) {
    signal.throwIfAborted()
    const page = await store.listVersions({ bucket, prefix, ...at, limit: pageLimit })
    yield* page.versions
    isTruncated = page.isTruncated
    at = { keyMarker: page.nextKeyMarker, versionIdMarker: page.nextVersionIdMarker }
  }
}
