import type { JsonObject } from '../store/json.js'
import type { PartRecord } from '../store/records.js'
import type { V4Call } from './v4-call.js'

/** What is remembered of an upload in slices. */
export interface SliceState {
  readonly sizeBytes: number
  readonly sliceSizeBytes: number
  readonly sha: string | undefined
  /** `datasha` of each slice, in order; only together with `sha`. */
  readonly digests: readonly string[] | undefined
  readonly bizAttr: string
  readonly overwrites: boolean
}

/** An upload in slices that is not finished. */
export interface UnfinishedUpload {
  readonly uploadId: string
  readonly initiatedAtMs: number
  readonly state: SliceState
  /** By ascending offset. */
  readonly parts: readonly PartRecord[]
  readonly receivedBytes: number
}

/** Attributes under which the store keeps an upload of this API. */
export function attributesOfUpload(state: SliceState): JsonObject {
  return { v4: state as unknown as JsonObject }
}

/** The upload in slices of a path; undefined when there is none. Uploads of the XML API are none of this one's. */
export async function unfinishedUpload({
  store,
  bucket,
  key,
}: Pick<V4Call, 'store' | 'bucket' | 'key'>): Promise<UnfinishedUpload | undefined> {
  let uploadIdMarker: string | undefined
  let keyMarker: string | undefined
  for (;;) {
    const page = await store.listUploads({ bucket: bucket.name, prefix: key, limit: 100, keyMarker, uploadIdMarker })
    for (const upload of page.uploads) {
      if (upload.key !== key) return undefined
      const state = upload.attributes['v4'] as unknown as SliceState | undefined
      if (!state) continue
      const parts = await partsOf({ store, bucket, key }, upload.uploadId)
      const receivedBytes = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      return { uploadId: upload.uploadId, initiatedAtMs: upload.initiatedAtMs, state, parts, receivedBytes }
    }
    if (!page.isTruncated) return undefined
    keyMarker = page.nextKeyMarker
    uploadIdMarker = page.nextUploadIdMarker
  }
}

async function partsOf({ store, bucket, key }: Pick<V4Call, 'store' | 'bucket' | 'key'>, uploadId: string): Promise<PartRecord[]> {
  const parts: PartRecord[] = []
  let partNumberMarker = 0
  for (;;) {
    const page = await store.listParts({ bucket: bucket.name, key, uploadId, partNumberMarker, limit: 1000 })
    parts.push(...(page?.parts ?? []))
    if (!page?.isTruncated) return parts
    partNumberMarker = page.nextPartNumberMarker!
  }
}
