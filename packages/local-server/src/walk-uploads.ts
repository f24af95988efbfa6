import { setImmediate } from 'node:timers/promises'
import type { UploadRecord } from './store/records.js'
import type { Store } from './store/store.js'
import type { Walk } from './walk-versions.js'

const pageLimit = 250

/** Gives every unfinished upload of a bucket, as `walkVersions` gives versions. */
export async function* walkUploads(store: Store, { bucket, prefix, signal }: Walk): AsyncGenerator<UploadRecord> {
  let at: { readonly keyMarker?: string | undefined; readonly uploadIdMarker?: string | undefined } = {}
  for (let isTruncated = true; isTruncated; await setImmediate()) {
    signal.throwIfAborted()
    const page = await store.listUploads({ bucket, prefix, ...at, limit: pageLimit })
    yield* page.uploads
    isTruncated = page.isTruncated
    at = { keyMarker: page.nextKeyMarker, uploadIdMarker: page.nextUploadIdMarker }
  }
}
