import { completeUpload } from './complete-upload.js'
import { toKeyBytes } from './key-bytes.js'
import type { Store } from './store.js'
import { changeWith, type StoreContext, toUploadRecord } from './store-context.js'

type UploadOperations = Pick<Store, 'createUpload' | 'getUpload' | 'putPart' | 'listParts' | 'completeUpload' | 'abortUpload'>

/** Gives the part of a store that is about multipart uploads. */
export function uploadOperations(context: StoreContext): UploadOperations {
  const { ledger } = context
  const uploadOf = (address: { readonly bucket: string; readonly key: string; readonly uploadId: string }) => {
    const bucket = ledger.bucket(address.bucket)?.id
    return bucket === undefined ? undefined : ledger.upload(bucket, toKeyBytes(address.key), address.uploadId)
  }
  return {
    createUpload: ({ bucket, key, attributes }) =>
      ledger.transact(() => {
        const id = ledger.bucket(bucket)?.id
        if (id === undefined) return { outcome: 'no-such-bucket' }
        const initiatedAtMs = context.now()
        const uploadId = Math.floor(initiatedAtMs / 1000).toString() + Buffer.from(context.random(32)).toString('hex')
        const row = { key: toKeyBytes(key), uploadId, initiatedAtMs, attributes: JSON.stringify(attributes) }
        ledger.addUpload(id, row)
        return { outcome: 'created', upload: toUploadRecord(bucket, row) }
      }),

    async getUpload(address) {
      const row = uploadOf(address)
      return row && toUploadRecord(address.bucket, row)
    },

    putPart: ({ partNumber, body, ...address }) =>
      changeWith(context, body, (change) => {
        if (uploadOf(address) === undefined) return { outcome: 'no-such-upload' }
        change.free(ledger.part(address.uploadId, partNumber)?.segments ?? [])
        const modifiedAtMs = context.now()
        const { sizeBytes, etag, crc64 } = body
        ledger.putPart(address.uploadId, { partNumber, sizeBytes, etag, crc64, modifiedAtMs, segments: change.adopt() })
        return { outcome: 'stored', modifiedAtMs }
      }),

    async listParts({ partNumberMarker = 0, limit, ...address }) {
      const upload = uploadOf(address)
      if (upload === undefined) return undefined
      const rows = ledger.parts(address.uploadId, partNumberMarker, limit + 1).map(({ segments: _, ...part }) => part)
      const parts = rows.slice(0, limit)
      const isTruncated = limit > 0 && rows.length > limit
      const page = { upload: toUploadRecord(address.bucket, upload), parts, isTruncated }
      return isTruncated ? { ...page, nextPartNumberMarker: parts.at(-1)?.partNumber } : page
    },

    completeUpload: (completion) => completeUpload(context, completion),

    abortUpload: (address) =>
      changeWith(context, undefined, (change) => {
        const upload = uploadOf(address)
        const bucket = ledger.bucket(address.bucket)?.id
        if (upload === undefined || bucket === undefined) return 'no-such-upload'
        for (const part of ledger.parts(address.uploadId, 0, Number.MAX_SAFE_INTEGER)) change.free(part.segments)
        ledger.removeUpload(bucket, upload)
        return 'aborted'
      }),
  }
}
